package orchestrator.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs {@code orch} with a home of its own. */
public final class Orch {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();

    public Orch(Path home) {
        this.home = home;
        environment.put("ORCH_HOME", home.toString());
    }

    /** How a command ended. */
    public record Result(int exitCode, String out, String err, Duration took) {
        /** This result, when the command ended well. */
        public Result ok() {
            assertThat(exitCode).as("%s%s", out, err).isZero();
            return this;
        }
    }

    /** Sets a variable for the commands to come. */
    public Orch with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs one command to its end; nobody answers its questions. */
    public Result run(String... arguments) {
        try {
            Path out = Files.createTempFile(home, "out", ".txt");
            Path err = Files.createTempFile(home, "err", ".txt");
            long begun = System.nanoTime();
            Process process = start(out, err, arguments);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("orch " + String.join(" ", arguments)
                        + " did not end: " + Files.readString(out) + Files.readString(err));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err),
                    took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a command that stays. */
    public Process start(Path out, Path err, String... arguments) throws IOException {
        return start(
                new ProcessBuilder(command(arguments)).redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile()).redirectError(err.toFile()));
    }

    /** The program with these arguments. */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The same on a terminal of its own: what is written to the process are its keys. */
    public Process startOnTerminal(Path seen, String command) throws IOException {
        return start(new ProcessBuilder("script", "--quiet", "--flush", "--return", "--command",
                "TERM=xterm " + launcher() + " " + command, "/dev/null")
                .redirectOutput(seen.toFile())
                .redirectErrorStream(true));
    }

    private Process start(ProcessBuilder builder) throws IOException {
        List.of("ORCH_ZOOKEEPER", "ORCH_KEY_FILE").forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The log of the background process. */
    public String log() {
        try {
            Path log = home.resolve("up").resolve("orch.log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A property of the record of {@code orch up}. */
    public String record(String name) {
        try {
            return Files.readAllLines(home.resolve("up").resolve("cluster.properties")).stream()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1).replace("\\:", ":"))
                    .findFirst().orElseThrow(() -> new AssertionError("no " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL to the background process, as a crash, and waits until it is gone. */
    public void killDaemon() {
        ProcessHandle daemon = ProcessHandle.of(Long.parseLong(record("daemon.pid")))
                .orElseThrow();
        daemon.destroyForcibly();
        daemon.onExit().join();
    }

    private static Path launcher() {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.exists(here.resolve("orch")) ? here : here.getParent();
        return root.resolve("orch");
    }
}
