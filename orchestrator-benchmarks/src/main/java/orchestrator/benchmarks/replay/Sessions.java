package orchestrator.benchmarks.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/** Bare sessions of ZooKeeper, without Curator and without any of our rules. */
final class Sessions implements AutoCloseable {
    /** The longest that a server with half-second ticks grants. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long PATIENCE_SECONDS = 20;

    private final List<ZooKeeper> all = new ArrayList<>();

    /** So many connected sessions. */
    Sessions(String connect, int count) {
        for (int i = 0; i < count; i++) {
            all.add(open(connect));
        }
    }

    /**
     * One connected session.
     *
     * @throws IllegalStateException when no server answers
     */
    static ZooKeeper open(String connect) {
        CountDownLatch connected = new CountDownLatch(1);
        try {
            ZooKeeper session = new ZooKeeper(connect, (int) TIMEOUT.toMillis(), event -> {
                if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                    connected.countDown();
                }
            });
            if (!connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no ZooKeeper answers at " + connect);
            }
            return session;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    /** The session of whoever has that number; they are dealt out in turn. */
    ZooKeeper of(int number) {
        return all.get(Math.floorMod(number, all.size()));
    }

    @Override
    public void close() {
        for (ZooKeeper session : all) {
            try {
                session.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
