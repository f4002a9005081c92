package orchestrator.benchmarks.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Under what a table was made: printed above each, since no figure means anything without. */
public final class Conditions {
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final Path PROCESS = Path.of("/proc/self/stat");
    /** Fields of that file, as its manual counts them, and the first that stands after the name. */
    private static final int NICE = 19;
    private static final int POLICY = 41;
    private static final int FIRST = 3;
    private static final String IDLE = "5";

    private Conditions() {}

    /** One line: when, on how many cores, by which Java, how busy the machine was, how favoured. */
    public static String line() {
        return "%s; %d cores, JDK %s; load average %s; %s".formatted(
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                Runtime.getRuntime().availableProcessors(), Runtime.version(), load(), priority());
    }

    /** How many threads wanted a core over the last minute; "unknown" where no kernel tells it. */
    public static String load() {
        try {
            return Files.readString(LOAD).split(" ")[0];
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String priority() {
        try {
            String stat = Files.readString(PROCESS);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[POLICY - FIRST].equals(IDLE)) {
                return "idle priority";
            }
            String nice = fields[NICE - FIRST];
            return nice.equals("0") ? "ordinary priority" : "the priority of nice " + nice;
        } catch (IOException e) {
            return "unknown priority";
        }
    }
}
