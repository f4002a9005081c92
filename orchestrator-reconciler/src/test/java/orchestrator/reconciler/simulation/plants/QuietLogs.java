package orchestrator.reconciler.simulation.plants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/** The logging of planted code, which has much to complain of: nobody listens to it. */
final class QuietLogs extends ClassLoader {
    static final QuietLogs LOADER = new QuietLogs();
    private static final String LOGGING = "org.slf4j.";
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private QuietLogs() {
        super(QuietLogs.class.getClassLoader());
        try {
            System.setProperty(VERBOSITY, "ERROR");
            loadClass(LOGGING + "LoggerFactory").getMethod("getILoggerFactory").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the logs cannot be silenced", e);
        } finally {
            System.clearProperty(VERBOSITY);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(LOGGING)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream found = getParent()
                .getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (found == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = found.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No provider is found: what is logged goes nowhere. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith("META-INF/services/" + LOGGING)
                ? Collections.emptyEnumeration()
                : super.getResources(name);
    }
}
