package orchestrator.cli.command;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Small files that options name. */
final class TextFile {
    private static final int LARGEST = 64 * 1024;

    private TextFile() {}

    /** The text of that file, for that option. */
    static String read(String option, String file, Path folder) {
        Path path = path(option, file, folder);
        try {
            if (!Files.isRegularFile(path)) {
                throw Failure.wrongInput(option + ": there is no file " + file, "");
            }
            if (Files.size(path) > LARGEST) {
                throw Failure.wrongInput(option + ": " + file + " is larger than "
                        + LARGEST / 1024 + "KB", "");
            }
            return Files.readString(path);
        } catch (MalformedInputException e) {
            throw Failure.wrongInput(option + ": " + file + " is not text", "");
        } catch (IOException e) {
            throw Failure.wrongInput(option + ": " + file + " cannot be read", "");
        }
    }

    /** Where that file is. */
    static Path path(String option, String file, Path folder) {
        try {
            return folder.resolve(file);
        } catch (InvalidPathException e) {
            throw Failure.wrongInput(option + " takes a file, not \"" + file + "\"", "");
        }
    }
}
