package orchestrator.benchmarks.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/** Bare multi writes, many on their way at once, as large as the product's own. */
final class Pipeline {
    /** The limits of one commit of a leader. */
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_WRITES = 500;
    private static final int WINDOW = 8;
    /**
     * Whoever can reach the server: it listens on this machine only. The client asks this list
     * whether it has a null, to which {@code List.of} throws.
     */
    static final List<ACL> ANYONE = Collections.singletonList(
            new ACL(ZooDefs.Perms.ALL, new Id("world", "anyone")));

    private final ZooKeeper session;
    private final Semaphore window;
    private final int depth;
    private List<Op> batch = new ArrayList<>();
    private int bytes;
    private volatile KeeperException.Code failure = KeeperException.Code.OK;

    /** @param depth how many multis may be without an answer: 1 for one after the other */
    Pipeline(ZooKeeper session, int depth) {
        this.session = session;
        this.depth = depth;
        this.window = new Semaphore(depth);
    }

    static Pipeline deep(ZooKeeper session) {
        return new Pipeline(session, WINDOW);
    }

    static Op create(String path, byte[] data, boolean ephemeral) {
        return Op.create(path, data, ANYONE,
                ephemeral ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT);
    }

    /** Adds writes that belong into one multi, of so many bytes together. */
    Pipeline add(int size, Op... writes) {
        if (!batch.isEmpty() && (bytes + size > MOST_BYTES
                || batch.size() + writes.length > MOST_WRITES)) {
            flush();
        }
        batch.addAll(List.of(writes));
        bytes += size;
        return this;
    }

    private void flush() {
        window.acquireUninterruptibly();
        session.multi(batch, (code, _, _, _) -> {
            if (code != KeeperException.Code.OK.intValue()) {
                failure = KeeperException.Code.get(code);
            }
            window.release();
        }, null);
        batch = new ArrayList<>();
        bytes = 0;
    }

    /**
     * Waits for every answer.
     *
     * @throws IllegalStateException when one was a refusal
     */
    void finish() {
        if (!batch.isEmpty()) {
            flush();
        }
        window.acquireUninterruptibly(depth);
        window.release(depth);
        if (failure != KeeperException.Code.OK) {
            throw new IllegalStateException("a bare write was refused: " + failure);
        }
    }
}
