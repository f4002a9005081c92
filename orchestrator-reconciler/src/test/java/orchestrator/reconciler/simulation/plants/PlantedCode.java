package orchestrator.reconciler.simulation.plants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Applies plants to the source of the project and compiles what they change, all in memory. */
final class PlantedCode implements AutoCloseable {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final Path root;
    private final String classPath;
    private final StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null,
            null);

    /** @param root of the project, where the sources are found */
    PlantedCode(Path root, String classPath) {
        this.root = root;
        this.classPath = classPath;
    }

    /** The changed classes by name. Throws when the plant fits the source no more. */
    synchronized Map<String, byte[]> compile(Plant plant) {
        Map<String, String> sources = new TreeMap<>();
        for (Plant.Edit edit : plant.edits()) {
            sources.merge(edit.file(), edit.applyTo(sources.getOrDefault(edit.file(),
                    read(edit.file()))), (_, edited) -> edited);
        }
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((file, text) -> units.add(new Source(file, text)));
        Output output = new Output(files);
        StringWriter problems = new StringWriter();
        boolean compiled = COMPILER.getTask(problems, output, null, List.of("-proc:none",
                "-nowarn", "-classpath", classPath), null, units).call();
        if (!compiled) {
            throw new IllegalArgumentException("the plant does not compile:\n" + problems);
        }
        Map<String, byte[]> classes = new TreeMap<>();
        output.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("there is no " + file + " any more", e);
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + file.substring(file.indexOf("/java/") + 6)),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Output(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name,
                JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
