package orchestrator.reconciler.zookeeper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import orchestrator.reconciler.store.Stamp;
import orchestrator.reconciler.store.StoredRecord;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/**
 * Many reads in one session, of which a bounded number waits for an answer at a time: asked one by
 * one, each would cost the way to the server and back. Records are asked for many in one question,
 * of which the server answers each part by itself, in their order. All are answered, or the whole
 * fails.
 */
final class PipelinedReads {
    /**
     * Most records of one question: a packet of its own for each would cost client and server more
     * than all else there is to a read. But an answer only counts as a sign of life of the server
     * once all of it has come, for which there is two thirds of the session, 4 s as a rule: a line
     * on which it takes longer would lose its connection over it each time it is asked again.
     */
    static final int TOGETHER = 25;
    private static final int WINDOW = 500;
    private static final int OK = KeeperException.Code.OK.intValue();
    private static final int STRANGE = KeeperException.Code.SYSTEMERROR.intValue();
    private static final int NO_NODE = KeeperException.Code.NONODE.intValue();

    private final CuratorFramework client;
    private final String root;

    /** @param root of the cluster in the ensemble, without a slash; empty for all of it */
    PipelinedReads(CuratorFramework client, String root) {
        this.client = client;
        this.root = root.isEmpty() ? "" : "/" + root;
    }

    /** The records at {@code paths}, in that order. Throws as a single read does. */
    List<Optional<StoredRecord>> records(List<String> paths) throws Exception {
        return begin(paths).all();
    }

    /** Begins at once; whoever asks for the answer waits for the rest. Empty when it failed. */
    Supplier<Optional<List<Optional<StoredRecord>>>> attempt(List<String> paths) {
        Optional<Answers<Optional<StoredRecord>>> begun = quietly(() -> begin(paths));
        return () -> begun.flatMap(answers -> quietly(answers::all));
    }

    private static <T> Optional<T> quietly(Callable<T> call) {
        try {
            return Optional.of(call.call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (Exception e) {
            return Optional.empty();
        }
    }

    /** Asks for them, and waits only as long as the window is full. */
    private Answers<Optional<StoredRecord>> begin(List<String> paths) throws Exception {
        Answers<Optional<StoredRecord>> answers = new Answers<>(paths.size(), Optional.empty());
        ZooKeeper zooKeeper = client.getZookeeperClient().getZooKeeper();
        for (int from = 0; from < paths.size(); from += TOGETHER) {
            List<String> some = paths.subList(from, Math.min(from + TOGETHER, paths.size()));
            int place = from;
            answers.awaitRoom(some.size());
            zooKeeper.multi(some.stream().map(path -> Op.getData(root + path)).toList(),
                    (code, _, _, found) -> take(answers, place, some, new Told(code, found)),
                    null);
        }
        return answers;
    }

    /** @param found of each path in turn; not there when there is no answer at all */
    private record Told(int code, List<OpResult> found) {
        OpResult of(int place, int count) {
            if (found != null && found.size() == count) {
                return found.get(place);
            }
            return new OpResult.ErrorResult(code == OK ? STRANGE : code);
        }
    }

    private static void take(Answers<Optional<StoredRecord>> answers, int place,
            List<String> paths, Told told) {
        for (int i = 0; i < paths.size(); i++) {
            switch (told.of(i, paths.size())) {
                case OpResult.GetDataResult record -> {
                    answers.set(place + i, Optional.of(StoredRecords.of(paths.get(i),
                            record.getData(), record.getStat())));
                    answers.heard(OK);
                }
                case OpResult.ErrorResult error -> answers.heard(error.getErr());
                default -> answers.heard(STRANGE);
            }
        }
    }

    /** Which records stand at {@code paths}. */
    List<Stamp> stamps(List<String> paths) throws Exception {
        return looks(paths, Stamp.NONE, stat -> new Stamp(stat.getVersion(), stat.getMzxid()));
    }

    /** The last change of the names right below each of {@code paths}. */
    List<Long> stampsBelow(List<String> paths) throws Exception {
        return looks(paths, 0L, Stat::getPzxid);
    }

    private <T> List<T> looks(List<String> paths, T nothing, Function<Stat, T> found)
            throws Exception {
        Answers<T> answers = new Answers<>(paths.size(), nothing);
        ZooKeeper zooKeeper = client.getZookeeperClient().getZooKeeper();
        for (int i = 0; i < paths.size(); i++) {
            int place = i;
            answers.awaitRoom(1);
            zooKeeper.exists(root + paths.get(i), false, (code, _, _, stat) -> {
                if (code == OK) {
                    answers.set(place, found.apply(stat));
                }
                answers.heard(code);
            }, null);
        }
        return answers.all();
    }

    /** What comes back, on the client's own thread. */
    private static final class Answers<T> {
        private final Semaphore room = new Semaphore(WINDOW);
        private final AtomicInteger failure = new AtomicInteger(OK);
        private final List<T> found;

        Answers(int count, T nothing) {
            found = new ArrayList<>(Collections.nCopies(count, nothing));
        }

        /** Each place is written once, by one thread, before the room is given back. */
        void set(int place, T answer) {
            found.set(place, answer);
        }

        void heard(int code) {
            if (code != OK && code != NO_NODE) {
                failure.compareAndSet(OK, code);
            }
            room.release();
        }

        void awaitRoom(int count) throws InterruptedException {
            room.acquire(count);
        }

        /** All of them, once they are there. */
        List<T> all() throws InterruptedException, KeeperException {
            room.acquire(WINDOW);
            if (failure.get() != OK) {
                throw KeeperException.create(KeeperException.Code.get(failure.get()));
            }
            return Collections.unmodifiableList(found);
        }
    }
}
