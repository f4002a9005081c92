package orchestrator.reconciler.fence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A few lines that one process leaves for another: written beside their place and moved there, and
 * with a sum in the last line, so that they are read whole or known to be torn.
 */
final class FenceFile {
    private FenceFile() {}

    /** What was found. */
    sealed interface Content {
        record Whole(List<String> lines) implements Content {}

        record Missing() implements Content {}

        record Torn() implements Content {}
    }

    static void write(Path file, List<String> lines) throws IOException {
        String text = String.join("\n", lines);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, text + "\n" + sum(text));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static Content read(Path file) {
        try {
            String all = Files.readString(file);
            int end = all.lastIndexOf('\n');
            String text = all.substring(0, Math.max(0, end));
            return end > 0 && all.substring(end + 1).equals(sum(text))
                    ? new Content.Whole(text.lines().toList())
                    : new Content.Torn();
        } catch (NoSuchFileException e) {
            return new Content.Missing();
        } catch (IOException e) {
            return new Content.Torn();
        }
    }

    private static String sum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
