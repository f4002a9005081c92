package orchestrator.benchmarks.replay;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/** How long it is from a bare write of 100 bytes to the watch of another session. */
final class WriteToWatch implements AutoCloseable {
    private static final String PATH = "/raw-latency";
    private static final byte[] DATA = new byte[100];
    private static final int WARM_UP = 100;
    private static final long PATIENCE_SECONDS = 20;

    private final Sessions sessions;
    private final SynchronousQueue<Long> fired = new SynchronousQueue<>();

    /** Two sessions with that ensemble, which have done it some times before. */
    WriteToWatch(String connect) {
        sessions = new Sessions(connect, 2);
        try {
            writer().create(PATH, DATA, Pipeline.ANYONE, CreateMode.PERSISTENT);
            reader().addWatch(PATH, _ -> hand(), AddWatchMode.PERSISTENT);
        } catch (KeeperException e) {
            throw new IllegalStateException("a bare write was refused", e);
        } catch (InterruptedException e) {
            throw Sessions.interrupted(e);
        }
        for (int i = 0; i < WARM_UP; i++) {
            once();
        }
    }

    /** So many, one right after the other. */
    static Latencies measure(String connect, int writes) {
        Latencies latencies = new Latencies();
        try (WriteToWatch write = new WriteToWatch(connect)) {
            for (int i = 0; i < writes; i++) {
                latencies.add(write.once());
            }
        }
        return latencies;
    }

    private ZooKeeper writer() {
        return sessions.of(0);
    }

    private ZooKeeper reader() {
        return sessions.of(1);
    }

    /** One write; in nanoseconds. */
    long once() {
        long begun = System.nanoTime();
        writer().setData(PATH, DATA, -1, (_, _, _, _) -> {}, null);
        try {
            Long at = fired.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (at == null) {
                throw new IllegalStateException("a watch did not fire");
            }
            return at - begun;
        } catch (InterruptedException e) {
            throw Sessions.interrupted(e);
        }
    }

    private void hand() {
        try {
            fired.offer(System.nanoTime(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            reader().removeAllWatches(PATH, Watcher.WatcherType.Any, false);
            writer().delete(PATH, -1);
        } catch (KeeperException e) {
            throw new IllegalStateException("a bare write was refused", e);
        } catch (InterruptedException e) {
            throw Sessions.interrupted(e);
        } finally {
            sessions.close();
        }
    }
}
