package orchestrator.reconciler.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Says whether the background process of a state directory lives. The system lets go of the lock
 * when the process ends, however it ends; a process number could belong to another one by then.
 */
public final class DaemonLock implements AutoCloseable {
    private static final Duration RETRY = Duration.ofMillis(50);
    private static final int TRIES = 20;

    private final FileChannel channel;

    private DaemonLock(FileChannel channel) {
        this.channel = channel;
    }

    /** True while a process holds the lock of that directory. */
    public static boolean isHeld(StateDirectory directory) {
        if (!Files.exists(directory.lock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(directory.lock(), StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(directory.lock() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Takes the lock for as long as this process lives.
     *
     * @throws StartFailedException when another process has it
     */
    static DaemonLock take(StateDirectory directory) {
        try {
            FileChannel channel = FileChannel.open(directory.lock(), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            // A command that asks whether it is held has it for an instant: hence more than one try.
            for (int tries = 0; tries < TRIES; tries++) {
                if (isTaken(channel)) {
                    return new DaemonLock(channel);
                }
                Thread.sleep(RETRY);
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(directory.lock() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StartFailedException("a cluster runs here already: orch status");
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
