package orchestrator.benchmarks.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the run, which says when it is ready. */
final class Child implements AutoCloseable {
    /** What the line begins with; the JVM may say other things before. */
    static final String READY = "ready ";
    private static final long PATIENCE_SECONDS = 30;
    private static final long KILOBYTE = 1024;

    private final Process process;
    private final String told;

    private Child(Process process, String told) {
        this.process = process;
        this.told = told;
    }

    /**
     * Starts {@code main} with the classes of this process. What it complains about goes to the same
     * place as ours.
     *
     * @throws IllegalStateException when it ends before it is ready
     */
    static Child start(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            return new Child(process, readiness(main, process.inputReader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readiness(Class<?> main, BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException(main.getSimpleName() + " ended as it started");
        }
        return line.substring(READY.length());
    }

    /** What it said when it was ready. */
    String told() {
        return told;
    }

    /** Seconds of a core that it has used so far. */
    double cpuSeconds() {
        return cpuSeconds(process.toHandle());
    }

    /** Seconds of a core that this very process has used so far. */
    static double ownCpuSeconds() {
        return cpuSeconds(ProcessHandle.current());
    }

    private static double cpuSeconds(ProcessHandle handle) {
        return handle.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** Bytes of memory it has now, by the kernel's word; 0 where no kernel tells. */
    long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE)
                    .findFirst().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it end; one that does not is killed. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
