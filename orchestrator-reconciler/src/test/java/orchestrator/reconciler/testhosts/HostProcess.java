package orchestrator.reconciler.testhosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process on a test host; its output is in a file. */
public final class HostProcess {
    private final Process process;
    private final Path log;

    private HostProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static HostProcess start(List<String> command, Path log) {
        try {
            Files.createDirectories(log.getParent());
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new HostProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, as a crash, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(10);
    }

    private void awaitEnd(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ended", e);
        }
    }

    /** Writes a line to its standard input. */
    public void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to process " + process.pid(), e);
        }
    }

    /** Ends its standard input and waits until it has ended by itself. */
    public void finish() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end process " + process.pid(), e);
        }
        awaitEnd(30);
    }

    /** SIGSTOP to the virtual machine of it, and to none that this one has started. */
    public void freeze() {
        signal("STOP");
    }

    /** It goes on, and so does nsenter, which stops with what it has started. */
    public void thaw() {
        signal("CONT");
        HostCommand.run("kill", "-CONT", Long.toString(process.pid()));
    }

    private void signal(String name) {
        ProcessHandle machine = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(HostProcess::isJava)
                .filter(each -> each.parent().filter(HostProcess::isJava).isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no process is left to signal"));
        HostCommand.run("kill", "-" + name, Long.toString(machine.pid()));
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/java");
    }

    /** It and all it has started. */
    public List<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    long pid() {
        return process.pid();
    }

    /** All it has printed so far. */
    public String output() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }
}
