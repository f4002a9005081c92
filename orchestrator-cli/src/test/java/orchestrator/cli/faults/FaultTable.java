package orchestrator.cli.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What was found, a line for each row, in {@code target/faults.md}. Lines of rows that were not done
 * in this build of the table stay as they were.
 */
final class FaultTable {
    private static final Path ROWS = Path.of("target/faults");
    private static final Path TABLE = Path.of("target/faults.md");
    private static final String HEAD = """
            | Fault | Figure | Runs | p50 | Worst | Bar | Agrees again (worst) | Violations |
            |---|---|---|---|---|---|---|---|
            """;

    private FaultTable() {}

    /** All runs of one row; times in milliseconds. */
    record Line(String name, String figure, List<Long> figures, Duration bar,
            List<Long> agreements, List<String> violations) {
        private String text() {
            return "| " + String.join(" | ", name, figure, Integer.toString(figures.size()),
                    seconds(median()), seconds(worst(figures)), seconds(bar.toMillis()),
                    seconds(worst(agreements)),
                    violations.isEmpty() ? "0" : String.join("<br>", violations)) + " |\n";
        }

        private long median() {
            List<Long> sorted = figures.stream().sorted().toList();
            return sorted.isEmpty() ? -1 : sorted.get((sorted.size() - 1) / 2);
        }

        private static long worst(List<Long> all) {
            return all.stream().mapToLong(Long::longValue).max().orElse(-1);
        }

        private static String seconds(long millis) {
            return millis < 0 ? "–" : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
        }
    }

    /** Writes the line into the table and prints it. */
    static synchronized void add(Line line) {
        System.out.print("[faults] " + line.text());
        try {
            Files.createDirectories(ROWS);
            replace(ROWS.resolve(line.name().replaceAll("[^A-Za-z0-9]+", "-")),
                    line.text().replace("\n", " ").strip() + "\n");
            StringBuilder table = new StringBuilder(HEAD);
            for (Path row : rows()) {
                table.append(Files.readString(row));
            }
            replace(TABLE, table.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At once: other processes with other rows may read it. */
    private static void replace(Path file, String text) throws IOException {
        Path written = Files.createTempFile(Path.of("target"), "faults", ".part");
        Files.writeString(written, text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<Path> rows() throws IOException {
        List<Path> rows;
        try (Stream<Path> all = Files.list(ROWS)) {
            rows = new ArrayList<>(all.toList());
        }
        // F2 comes before F10
        rows.sort((one, other) -> key(one).compareTo(key(other)));
        return rows;
    }

    private static String key(Path row) {
        String name = row.getFileName().toString();
        return name.matches("F\\d\\D.*") ? "F0" + name.substring(1) : name;
    }
}
