package orchestrator.core.plan;

import java.time.Duration;
import orchestrator.core.state.ImageMemory;

/** Numbers in the reasons an agent gives. */
final class NodeText {
    private static final long MEGABYTE = 1_000_000;
    private static final int MINUTE = 60;

    private NodeText() {}

    /** {@code ", 61 of 148MB"}, or nothing while the size is unknown. */
    static String progress(ImageMemory image) {
        if (image.total() <= 0) {
            return "";
        }
        return ", " + image.done() / MEGABYTE + " of " + image.total() / MEGABYTE + "MB";
    }

    /** {@code 8s}, {@code 4m16s}, {@code 5m}. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        long rest = seconds % MINUTE;
        return seconds / MINUTE + "m" + (rest == 0 ? "" : rest + "s");
    }
}
