package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import orchestrator.core.model.Elapsed;

/** Numbers as people read them. */
final class Amounts {
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;
    private static final int SHOWN = 5;

    private Amounts() {}

    /** {@code 12.3GB}, {@code 812MB}. */
    static String bytes(long bytes) {
        return bytes < GIB
                ? bytes / MIB + "MB"
                : String.format(Locale.ROOT, "%.1fGB", (double) bytes / GIB).replace(".0GB", "GB");
    }

    /** {@code under 1ms}, {@code 850ms}, {@code 41s}, {@code 1m04s}. */
    static String time(Duration time) {
        Duration size = time.abs();
        if (size.toMillis() == 0) {
            return size.isZero() ? "0s" : "under 1ms";
        }
        if (size.compareTo(Duration.ofSeconds(1)) < 0) {
            return size.toMillis() + "ms";
        }
        return size.compareTo(Duration.ofSeconds(10)) < 0
                ? String.format(Locale.ROOT, "%.1fs", size.toMillis() / 1000.0).replace(".0s", "s")
                : new Elapsed(size).toString();
    }

    /** {@code 1 node}, {@code 3 nodes}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The first few, and how many more there are. */
    static String some(List<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() <= SHOWN
                ? shown
                : shown + " and " + (names.size() - SHOWN) + " more";
    }
}
