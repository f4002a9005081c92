package orchestrator.cli.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured, a row for each kind of work, in {@code target/engines.md}. */
final class SpeedTable {
    private static final Path TABLE = Path.of("target/engines.md");
    private static final String HEAD = """
            | Work | Runs | Engines alone, s | Cluster, s | Cluster ÷ engines | Bar | Core s of ours |
            |---|---:|---:|---:|---:|---:|---:|
            """;

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private record Row(String bar, List<Duration> raw, List<Took> ours) {
        List<Duration> times() {
            return ours.stream().map(Took::time).toList();
        }

        /** Median of what server, ZooKeeper and agents took of a core. */
        double core() {
            return ours.stream().map(Took::core).sorted().toList().get((ours.size() - 1) / 2);
        }
    }

    /** How long something took, and what server, ZooKeeper and agents used of a core meanwhile. */
    record Took(Duration time, double core) {}

    SpeedTable() {
        notes.add("%s; %d cores, JDK %s; load average at the beginning %s".formatted(Instant.now(),
                Runtime.getRuntime().availableProcessors(), Runtime.version(), load()));
    }

    /** One run, of both. */
    void add(String work, String bar, Duration raw, Took ours) {
        Row row = rows.computeIfAbsent(work,
                _ -> new Row(bar, new ArrayList<>(), new ArrayList<>()));
        row.raw.add(raw);
        row.ours.add(ours);
        System.out.printf(Locale.ROOT, "[engines] %s: %.2f s alone, %.2f s, %.2f of a core"
                + " (load %s)%n", work, seconds(raw), seconds(ours.time()), ours.core(), load());
    }

    /** A line below the table. */
    void note(String text) {
        notes.add(text);
        System.out.println("[engines] " + text);
    }

    /** Writes the table and prints it. */
    void print() {
        notes.add("load average at the end " + load());
        String text = HEAD + rows.entrySet().stream().map(each -> line(each.getKey(),
                each.getValue())).collect(Collectors.joining()) + "\n"
                + String.join("\n", notes) + "\n";
        System.out.println(text);
        try {
            Files.writeString(TABLE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String work, Row row) {
        double quotient = seconds(median(row.times())) / seconds(median(row.raw));
        return String.format(Locale.ROOT, "| %s | %d | %s | %s | %.2f | %s | %.2f |%n", work,
                row.ours.size(), span(row.raw), span(row.times()), quotient, row.bar,
                row.core());
    }

    /** Median, and from where to where. */
    private static String span(List<Duration> all) {
        List<Duration> sorted = all.stream().sorted().toList();
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", seconds(median(all)),
                seconds(sorted.getFirst()), seconds(sorted.getLast()));
    }

    private static Duration median(List<Duration> all) {
        return all.stream().sorted().toList().get((all.size() - 1) / 2);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            return "unknown";
        }
    }
}
