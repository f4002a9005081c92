package orchestrator.benchmarks.replay;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/** How long it is from a bare write to the watch of another session. */
final class WriteToWatch {
    private static final String PATH = "/raw-latency";
    private static final byte[] DATA = new byte[100];
    private static final int WARM_UP = 50;
    private static final long PATIENCE_SECONDS = 20;

    private WriteToWatch() {}

    /** So many writes of 100 bytes, one after the other. */
    static Latencies measure(String connect, int writes) {
        try (Sessions sessions = new Sessions(connect, 2)) {
            return measure(sessions.of(0), sessions.of(1), writes);
        } catch (KeeperException e) {
            throw new IllegalStateException("a bare write was refused", e);
        } catch (InterruptedException e) {
            throw Sessions.interrupted(e);
        }
    }

    private static Latencies measure(ZooKeeper writer, ZooKeeper reader, int writes)
            throws KeeperException, InterruptedException {
        SynchronousQueue<Long> fired = new SynchronousQueue<>();
        writer.create(PATH, DATA, Pipeline.ANYONE, CreateMode.PERSISTENT);
        reader.addWatch(PATH, _ -> hand(fired), AddWatchMode.PERSISTENT);
        Latencies latencies = new Latencies();
        for (int i = 0; i < WARM_UP + writes; i++) {
            long begun = System.nanoTime();
            writer.setData(PATH, DATA, -1, (_, _, _, _) -> {}, null);
            Long at = fired.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (at == null) {
                throw new IllegalStateException("a watch did not fire");
            }
            if (i >= WARM_UP) {
                latencies.add(at - begun);
            }
        }
        reader.removeAllWatches(PATH, Watcher.WatcherType.Any, false);
        writer.delete(PATH, -1);
        return latencies;
    }

    private static void hand(SynchronousQueue<Long> fired) {
        try {
            fired.offer(System.nanoTime(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
