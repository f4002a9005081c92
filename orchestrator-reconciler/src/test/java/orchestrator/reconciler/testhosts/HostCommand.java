package orchestrator.reconciler.testhosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of this machine, each bounded in time. */
public final class HostCommand {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private HostCommand() {}

    /**
     * Runs a command and returns all it printed.
     *
     * @throws IllegalStateException with its output when it fails or takes longer than a minute
     */
    public static String run(String... command) {
        return run(LIMIT, List.of(command));
    }

    /** Like {@link #run(String...)} with a limit of its own. */
    public static String run(Duration limit, List<String> command) {
        Result result = attempt(limit, command);
        if (result.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with "
                    + result.exitCode() + ": " + result.output());
        }
        return result.output();
    }

    /** How a command ended, whichever way. */
    public record Result(int exitCode, String output) {}

    /** Runs a command that may fail; 124 when it took too long, as the timeout command does it. */
    public static Result attempt(Duration limit, List<String> command) {
        try {
            Path output = Files.createTempFile("command", ".out");
            try {
                Process process = new ProcessBuilder(command).redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                return new Result(ended ? process.exitValue() : 124,
                        Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + command.getFirst(), e);
        }
    }
}
