package orchestrator.benchmarks.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A command that is run again and again, each time in a fresh process, and how long that takes. */
final class ShortProcess {
    private static final Path SELF = Path.of("/proc/self/stat");
    /** Fields of that file, as its manual counts them, and the first that stands after the name. */
    private static final int USER_OF_CHILDREN = 16;
    private static final int SYSTEM_OF_CHILDREN = 17;
    private static final int FIRST = 3;
    private static final double TICKS = 100;

    private final List<String> command;
    private final Latencies latencies = new Latencies();
    private double cpuSeconds;

    /** @param command the program and its arguments */
    ShortProcess(List<String> command) {
        this.command = List.copyOf(command);
    }

    /**
     * Runs it once. Nothing else that was started here may end meanwhile.
     *
     * @return what it printed
     * @throws IllegalStateException when it fails
     */
    String run() {
        double cpu = cpuOfChildren();
        long begun = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String output = new String(process.getInputStream().readAllBytes(),
                    StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            latencies.add(System.nanoTime() - begun);
            cpuSeconds += cpuOfChildren() - cpu;
            if (exitCode != 0) {
                throw new IllegalStateException(command + " ended with " + exitCode);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Sessions.interrupted(e);
        }
    }

    /** Milliseconds from its start to its end. */
    double medianMillis() {
        return latencies.median();
    }

    /** Milliseconds of a core that one run takes; 0 where no kernel tells. */
    double cpuMillis() {
        return 1000 * cpuSeconds / latencies.count();
    }

    /** Seconds of a core that children used which have ended, in hundredths. */
    private static double cpuOfChildren() {
        try {
            String stat = Files.readString(SELF);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER_OF_CHILDREN - FIRST])
                    + Long.parseLong(fields[SYSTEM_OF_CHILDREN - FIRST])) / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }
}
