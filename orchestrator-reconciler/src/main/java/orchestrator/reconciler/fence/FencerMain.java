package orchestrator.reconciler.fence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of the fencer. Its one argument is the file in which its agent permits things. */
public final class FencerMain {
    private static final Logger LOG = LoggerFactory.getLogger(FencerMain.class);
    private static final int LOOK_EVERY_MILLIS = 100;
    private static final int TRIES_TO_LOCK = 30;

    private FencerMain() {}

    /**
     * Runs until it is not needed any more.
     *
     * @throws IOException          when its files cannot be used at all
     * @throws InterruptedException when somebody ends it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FencePaths paths = FencePaths.beside(Path.of(arguments[0]));
        try (FileChannel channel = FileChannel.open(paths.lock(), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            if (isTheOnlyOne(channel)) {
                watch(paths);
            }
        }
    }

    /** The one before may be about to end. */
    private static boolean isTheOnlyOne(FileChannel channel)
            throws IOException, InterruptedException {
        for (int each = 0; each < TRIES_TO_LOCK; each++) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        LOG.info("another one watches already");
        return false;
    }

    private static void watch(FencePaths paths) throws IOException, InterruptedException {
        LOG.info("the fencer begins to watch {}", paths.permission().getFileName());
        FenceWatch watch = new FenceWatch(new CgroupProcesses(), BootClock.boot(),
                groups -> Cgroups.areOf(paths.name(), groups));
        boolean locked = false;
        Optional<Heartbeat> beat = look(paths, watch);
        while (beat.isPresent()) {
            say(paths, beat.get());
            if (!locked) {
                // Only now, when what it needs has been used once.
                MemoryLock.lock();
                locked = true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            beat = look(paths, watch);
        }
        Files.deleteIfExists(paths.heartbeat());
        LOG.info("the fencer is not needed any more");
    }

    private static Optional<Heartbeat> look(FencePaths paths, FenceWatch watch) {
        return watch.look(FenceFile.read(paths.permission()), BootClock.now());
    }

    /** Nothing that fails here may keep it from looking again. */
    private static void say(FencePaths paths, Heartbeat beat) {
        try {
            FenceFile.write(paths.heartbeat(), beat.toLines());
        } catch (IOException e) {
            LOG.warn("the agent cannot be told that the fencer is there: {}", e.getMessage());
        }
    }
}
