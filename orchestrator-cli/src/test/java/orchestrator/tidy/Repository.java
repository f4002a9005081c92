package orchestrator.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the checkout that the tests run in, without what was built. */
final class Repository {
    private static final List<String> NOT_OURS = List.of("target", ".git", "dist", "node_modules");

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /** The nearest folder above this one that holds all modules. */
    static Repository here() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("orchestrator-core"))) {
            folder = folder.getParent();
        }
        return new Repository(folder);
    }

    Path root() {
        return root;
    }

    /** Java sources of all modules; {@code kind} is {@code main} or {@code test}. */
    List<SourceFile> java(String kind) {
        return files(".java").stream()
                .filter(file -> file.name().matches("orchestrator-\\w+/src/" + kind + "/.*"))
                .toList();
    }

    /** Files whose name ends so, in a fixed order. */
    List<SourceFile> files(String ending) {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(this::isOurs).filter(path -> path.toString().endsWith(ending))
                    .filter(Files::isRegularFile).sorted().map(this::read).toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    SourceFile file(String name) {
        return read(root.resolve(name));
    }

    private boolean isOurs(Path path) {
        for (Path part : root.relativize(path)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private SourceFile read(Path path) {
        try {
            return new SourceFile(root.relativize(path).toString(), Files.readString(path));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
