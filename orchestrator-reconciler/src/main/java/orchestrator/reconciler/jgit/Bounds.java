package orchestrator.reconciler.jgit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.eclipse.jgit.lib.ProgressMonitor;

/**
 * What one call has left of its time and bytes. Its streams and its monitor end the call, in
 * whichever thread notices first, by an exception that says so.
 */
final class Bounds implements ProgressMonitor {
    private final Limits limits;
    private final InstantSource clock;
    private final Instant end;
    private long received;
    private long unpacked;

    Bounds(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        end = clock.instant().plus(limits.time());
    }

    Limits limits() {
        return limits;
    }

    /** How much is left of the time, at least one second, as socket timeouts go. */
    int secondsOfSilence() {
        long left = java.time.Duration.between(clock.instant(), end).toSeconds();
        return Math.clamp(left, 1, Limits.SILENCE_SECONDS);
    }

    void checkTime() {
        if (clock.instant().isAfter(end)) {
            throw new RepositoryException(Kind.UNREACHABLE, "the repository was not read within "
                    + limits.time().toSeconds() + " seconds", null);
        }
    }

    synchronized void received(long bytes) {
        received += bytes;
        if (received > limits.bytes()) {
            throw refused("the repository sends more than " + inMib(limits.bytes()));
        }
    }

    /** Counts an object that was put together in memory. */
    void unpacked(long bytes) {
        unpacked += bytes;
        if (unpacked > limits.unpacked()) {
            throw refused("the repository unpacks to more than " + inMib(limits.unpacked()));
        }
    }

    static RepositoryException refused(String what) {
        return new RepositoryException(Kind.REFUSED,
                what + "; keep declarations in a smaller repository", null);
    }

    static String inMib(long bytes) {
        return bytes / 1024 / 1024 + " MiB";
    }

    /** The same bytes, counted. */
    InputStream counted(InputStream from) {
        return new FilterInputStream(from) {
            @Override
            public int read() throws IOException {
                checkTime();
                int one = super.read();
                received(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                checkTime();
                int count = super.read(into, offset, length);
                received(Math.max(0, count));
                return count;
            }
        };
    }

    @Override
    public void start(int totalTasks) {}

    @Override
    public void beginTask(String title, int totalWork) {
        checkTime();
    }

    @Override
    public void update(int completed) {
        checkTime();
    }

    @Override
    public void endTask() {}

    @Override
    public boolean isCancelled() {
        checkTime();
        return false;
    }

    @Override
    public void showDuration(boolean enabled) {}
}
