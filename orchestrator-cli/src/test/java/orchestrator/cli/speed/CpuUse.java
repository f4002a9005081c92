package orchestrator.cli.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What processes use of a core. */
final class CpuUse {
    /** Fields of {@code /proc/PID/stat} after the name: user and system time, in ticks. */
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final double TICKS = 100;

    private CpuUse() {}

    /** In percent of one core; what began or ended meanwhile is not counted. */
    static double percent(Supplier<Collection<ProcessHandle>> processes, Duration time)
            throws InterruptedException {
        TreeMap<Long, Long> before = ticks(processes.get());
        long since = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        double seconds = (System.nanoTime() - since) / 1e9;
        TreeMap<Long, Long> after = ticks(processes.get());
        after.keySet().retainAll(before.keySet());
        long used = after.entrySet().stream()
                .mapToLong(each -> each.getValue() - before.get(each.getKey())).sum();
        return used / TICKS / seconds * 100;
    }

    /** What these have used of a core since they began, in seconds. */
    static double seconds(Collection<ProcessHandle> processes) {
        return ticks(processes).values().stream().mapToLong(Long::longValue).sum() / TICKS;
    }

    private static TreeMap<Long, Long> ticks(Collection<ProcessHandle> processes) {
        TreeMap<Long, Long> ticks = new TreeMap<>();
        for (ProcessHandle each : processes) {
            try {
                String stat = Files.readString(Path.of("/proc", Long.toString(each.pid()),
                        "stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                ticks.put(each.pid(), Long.parseLong(fields[USER])
                        + Long.parseLong(fields[SYSTEM]));
            } catch (IOException e) {
                // it has ended
            }
        }
        return ticks;
    }
}
