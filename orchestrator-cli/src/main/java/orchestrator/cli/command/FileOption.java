package orchestrator.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import orchestrator.cli.render.Nearest;
import picocli.CommandLine.Option;

/** {@code -f FILE}: the project file; without it, the only one in the folder. */
final class FileOption {
    @Option(names = {"-f",
            "--file"}, paramLabel = "FILE", description = "the project file (default: the only one here)")
    private String file = "";

    /** A file as it was read; {@code name} is how messages call it. */
    record Source(Path path, String name, String text) {}

    /** {@code command} for the same file, as a person would type it. */
    String after(String command) {
        return file.isEmpty()
                ? command
                : command + " -f " + (file.contains(" ") ? "'" + file + "'" : file);
    }

    /** True when a file was named. */
    boolean isNamed() {
        return !file.isEmpty();
    }

    /** True when a file was named, or there is one project file here and no doubt which. */
    boolean isPlain(Path folder) {
        return !file.isEmpty()
                || yaml(folder).stream().filter(FileOption::isProject).limit(2).count() == 1;
    }

    /** Finds and reads it. */
    Source read(Path folder) {
        Path path = file.isEmpty() ? theOnly(folder) : folder.resolve(file);
        String name = file.isEmpty() ? path.getFileName().toString() : file;
        if (!Files.isRegularFile(path)) {
            throw Failure.wrongInput("there is no file " + name
                    + Nearest.question(name, names(yaml(folder))), "orch init writes one");
        }
        return new Source(path, name, text(path, name));
    }

    private static Path theOnly(Path folder) {
        List<Path> projects = yaml(folder).stream().filter(FileOption::isProject).toList();
        if (projects.isEmpty()) {
            throw Failure.wrongInput("there is no project file here: none of the .yml files in "
                    + "this folder has a line that begins with \"project:\"",
                    "orch init lamp, or name the file with -f FILE");
        }
        if (projects.size() > 1) {
            throw Failure.wrongInput("there are several project files here: "
                    + String.join(", ", names(projects)), "say which one with -f FILE");
        }
        return projects.getFirst();
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(path -> path.getFileName().toString()).toList();
    }

    private static List<Path> yaml(Path folder) {
        try (Stream<Path> files = Files.list(folder.toAbsolutePath())) {
            return files.filter(path -> path.toString().endsWith(".yml")
                    || path.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("this folder cannot be read", e);
        }
    }

    private static boolean isProject(Path path) {
        try (Stream<String> lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.startsWith("project:"));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static String text(Path path, String name) {
        try {
            return Files.readString(path);
        } catch (MalformedInputException e) {
            throw Failure.wrongInput(name + " is not UTF-8 text", "");
        } catch (IOException e) {
            throw Failure.wrongInput(name + " cannot be read: " + e.getMessage(), "");
        }
    }
}
