package orchestrator.reconciler.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Says whether the background process of a state directory lives. The system lets go of the lock
 * when the process ends, however it ends; a process number could belong to another one by then.
 *
 * <p>There are two locks. Whoever asks whether the process lives has the first for an instant, so
 * that the process may have to wait for it; the second only such a process ever takes.
 */
public final class DaemonLock implements AutoCloseable {
    private static final long ASKED_FOR = 0;
    private static final long OF_PROCESSES = 1;

    private final FileChannel channel;

    private DaemonLock(FileChannel channel) {
        this.channel = channel;
    }

    /** True while a process holds the lock of that directory. */
    public static synchronized boolean isHeld(StateDirectory directory) {
        if (!Files.exists(directory.lock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(directory.lock(), StandardOpenOption.READ);
                FileLock lock = channel.tryLock(ASKED_FOR, 1, true)) {
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
    static synchronized DaemonLock take(StateDirectory directory) {
        try {
            FileChannel channel = FileChannel.open(directory.lock(), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                return new DaemonLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(directory.lock() + ": " + e.getMessage(), e);
        }
        throw new StartFailedException("a cluster runs here already: orch status");
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(OF_PROCESSES, 1, false) != null
                    && channel.lock(ASKED_FOR, 1, false).isValid();
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
