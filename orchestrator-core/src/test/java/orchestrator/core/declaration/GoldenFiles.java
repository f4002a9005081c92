package orchestrator.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The corpus of declarations and what is expected of each; {@code -Dgolden.rewrite=true}. */
final class GoldenFiles {
    private static final Path ROOT = Path.of("src/test/resources/declaration");

    private GoldenFiles() {}

    /** The declarations of a folder, sorted by name. */
    static List<Path> in(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files a declaration may refer to: all of the folder {@code files} beside it. */
    static TreeMap<String, String> filesBeside(Path declaration) {
        Path folder = declaration.resolveSibling("files");
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile).forEach(file -> files.put(
                    folder.relativize(file).toString().replace('\\', '/'), text(file)));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DeclarationReader.Result read(Path declaration) {
        return DeclarationReader.read(declaration.getFileName().toString(), text(declaration),
                filesBeside(declaration), 1);
    }

    /** What a person sees of the problems of a declaration. */
    static String shown(String name, String text, TreeMap<String, String> files,
            List<Problem> problems) {
        TreeMap<String, String> texts = new TreeMap<>(files);
        texts.put(name, text);
        List<String> lines = new ArrayList<>(ProblemText.lines(problems, texts, 80));
        lines.add(ProblemText.closing(problems));
        return String.join("\n", lines) + "\n";
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares with the file beside {@code declaration}, or writes it when asked to. */
    static void compare(Path declaration, String extension, String actual) {
        String name = declaration.getFileName().toString().replace(".yaml", extension);
        Path expected = declaration.resolveSibling(name);
        if (Boolean.getBoolean("golden.rewrite")) {
            try {
                Files.writeString(expected, actual);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(expected).as("run with -Dgolden.rewrite=true to write it").exists();
        assertThat(actual).as(name).isEqualTo(text(expected));
    }
}
