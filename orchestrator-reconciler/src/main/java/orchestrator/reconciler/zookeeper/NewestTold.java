package orchestrator.reconciler.zookeeper;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import orchestrator.reconciler.store.Newest;
import org.apache.zookeeper.HearingSocket;

/** What a server told last of the newest transaction, on the connection that is open now. */
final class NewestTold implements HearingSocket.Listener {
    private static final long NOTHING = 0;

    private final LongSupplier nanoTime;
    private volatile Told last;

    private record Told(int connection, long transaction, long at) {}

    /** @param nanoTime a clock that only goes on */
    NewestTold(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = new Told(0, NOTHING, 0);
    }

    /** For those who never ask what was told. */
    static NewestTold toNobody() {
        return new NewestTold(() -> 0);
    }

    @Override
    public synchronized int connecting() {
        last = new Told(last.connection() + 1, NOTHING, 0);
        return last.connection();
    }

    /** A client that was closed may still hear of its server when the next one has begun. */
    @Override
    public synchronized void told(int connection, long transaction) {
        if (connection == last.connection()) {
            last = new Told(connection, transaction, nanoTime.getAsLong());
        }
    }

    /** What was told within that time; empty when nothing was. */
    Optional<Newest> within(Duration time) {
        Told told = last;
        return told.transaction() != NOTHING && nanoTime.getAsLong() - told.at() < time.toNanos()
                ? Optional.of(new Newest(told.connection(), told.transaction()))
                : Optional.empty();
    }
}
