package orchestrator.reconciler.wiring;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The background process of {@code orch up}, as the command sees it that starts and stops it. It has
 * a session of its own, so that neither Ctrl-C nor a closed terminal ends it.
 */
public final class Daemon {
    private static final Duration POLL = Duration.ofMillis(40);
    /** More than one session timeout: a store that was killed must first let go of old sessions. */
    private static final Duration READY_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final long LONGEST_LOG_BYTES = 10 << 20;
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC",
            "-Xlog:disable", "-Xlog:all=warning:stderr",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.orchestrator=info",
            "-Dorg.slf4j.simpleLogger.log.org.apache.zookeeper=error",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.showThreadName=false",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true");

    private final StateDirectory directory;

    public Daemon(StateDirectory directory) {
        this.directory = directory;
    }

    /** True while it lives. */
    public boolean isRunning() {
        return DaemonLock.isHeld(directory);
    }

    /**
     * Starts it and waits until all its nodes are ready.
     *
     * @param mainClass of this program
     * @param arguments that make it run in the foreground
     * @throws StartFailedException when it ends or is not ready in time, saying why
     */
    public UpRecord start(String mainClass, List<String> arguments) {
        try {
            Files.deleteIfExists(failure());
            keepLogShort();
            ProcessBuilder builder = new ProcessBuilder(command(mainClass, arguments));
            builder.directory(directory.root().toFile());
            builder.redirectInput(new File("/dev/null"));
            builder.redirectErrorStream(true);
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(directory.log().toFile()));
            return awaitReady(builder.start());
        } catch (IOException e) {
            throw new StartFailedException("the background process cannot be started: "
                    + e.getMessage(), e);
        }
    }

    /** Ends it; containers keep running. Returns false when it did not run. */
    public boolean stop() {
        if (!isRunning()) {
            return false;
        }
        Optional<ProcessHandle> process = UpRecord.read(directory).flatMap(UpRecord::daemon)
                .flatMap(running -> ProcessHandle.of(running.pid()));
        process.ifPresent(ProcessHandle::destroy);
        if (!waitUntilGone()) {
            process.ifPresent(ProcessHandle::destroyForcibly);
        }
        if (!waitUntilGone()) {
            throw new StartFailedException("the background process does not end; its log is "
                    + directory.log());
        }
        return true;
    }

    /** Leaves the reason of a failed start where the command that waits finds it. */
    static void leaveFailure(StateDirectory directory, String message) {
        try {
            Files.writeString(new Daemon(directory).failure(), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why the last start was refused; empty when it was not. */
    static Optional<String> refusal(StateDirectory directory) {
        try {
            Path file = new Daemon(directory).failure();
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** One older log is kept. */
    private void keepLogShort() throws IOException {
        Path log = directory.log();
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".old"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private UpRecord awaitReady(Process process) {
        long deadline = System.nanoTime() + READY_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new StartFailedException(failureText());
            }
            Optional<UpRecord> record = UpRecord.read(directory).filter(each -> each.daemon()
                    .filter(running -> running.pid() == process.pid() && running.ready())
                    .isPresent());
            if (record.isPresent()) {
                return record.get();
            }
            pause();
        }
        throw new StartFailedException("not every node was ready within "
                + READY_PATIENCE.toSeconds() + "s; it goes on trying: orch nodes. Its log is "
                + directory.log());
    }

    private boolean waitUntilGone() {
        long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
        while (isRunning() && System.nanoTime() < deadline) {
            pause();
        }
        return !isRunning();
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("interrupted; the background process goes on", e);
        }
    }

    private String failureText() {
        try {
            return Files.exists(failure())
                    ? Files.readString(failure())
                    : "the background process ended at once; its log is " + directory.log();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path failure() {
        return directory.root().resolve("failure");
    }

    private static List<String> command(String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        setsid().ifPresent(program -> command.add(program.toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        sharedArchive().ifPresent(command::add);
        command.addAll(program(mainClass));
        command.addAll(arguments);
        return command;
    }

    /** The one jar, or the folders of a build; made absolute, because it runs in another directory. */
    private static List<String> program(String mainClass) {
        String classPath = String.join(File.pathSeparator,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(each -> Path.of(each).toAbsolutePath().toString()).toList());
        return classPath.contains(File.pathSeparator)
                ? List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, mainClass)
                : List.of("-jar", classPath);
    }

    /** Every Linux has it. Elsewhere the process stays in the terminal's group: Ctrl-C reaches it. */
    private static Optional<Path> setsid() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid").map(Path::of).filter(Files::isExecutable)
                .findFirst();
    }

    /** The archive of loaded classes that this very process was started with. */
    private static Optional<String> sharedArchive() {
        return ProcessHandle.current().info().arguments().stream().flatMap(Stream::of)
                .filter(each -> each.startsWith("-XX:SharedArchiveFile=")).findFirst();
    }
}
