package orchestrator.reconciler.simulation.plants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The project's classes, defined anew with the planted ones among them; libraries are shared. What
 * cannot see a planted class, as the core cannot see the reconciler, is shared too: it is warm.
 */
final class PlantedClasses extends ClassLoader {
    private static final String ALL = "orchestrator.";
    private static final String CORE = "orchestrator.core.";
    private static final Map<String, byte[]> FOUND = new ConcurrentHashMap<>();

    private final Map<String, byte[]> planted;
    private final boolean sharesCore;

    PlantedClasses(Map<String, byte[]> planted) {
        super(QuietLogs.LOADER);
        this.planted = planted;
        this.sharesCore = planted.keySet().stream().noneMatch(name -> name.startsWith(CORE));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean own = name.startsWith(ALL) && !(sharesCore && name.startsWith(CORE));
        if (!own) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = planted.containsKey(name)
                ? planted.get(name)
                : FOUND.computeIfAbsent(name, this::compiled);
        if (bytes.length == 0) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] compiled(String name) {
        try (InputStream found = getParent()
                .getResourceAsStream(name.replace('.', '/') + ".class")) {
            return found == null ? new byte[0] : found.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
