package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected output in files: {@code mvn test -Dgolden.rewrite=true} writes them anew, and the
 * difference is then reviewed like code.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Compares with, or rewrites, the file of that name. */
    public static void check(String name, String actual) {
        Path file = FOLDER.resolve(name + ".txt");
        String shown = actual.replace("\u001b", "<esc>");
        try {
            if (Boolean.getBoolean("golden.rewrite")) {
                Files.writeString(file, shown);
            }
            assertThat(file).as("make it with -Dgolden.rewrite=true").exists();
            assertThat(shown).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
