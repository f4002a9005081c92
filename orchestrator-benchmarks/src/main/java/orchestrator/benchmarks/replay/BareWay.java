package orchestrator.benchmarks.replay;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import orchestrator.benchmarks.core.LeastLoaded;
import orchestrator.benchmarks.core.Population;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.wire.RecordCodec;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooKeeper;

/**
 * The same way with nothing but bytes: instances are placed by the bare kernel, as many records of
 * as many bytes are written in multis as large, as many watches fire, each record is read and
 * answered by one of the length of a report. No rule, no codec, no fence, no plan.
 */
final class BareWay {
    private static final String ASSIGNED = "/raw-assigned";
    private static final String REPORTED = "/raw-reported";
    private static final long PATIENCE_SECONDS = 120;

    private final Stage stage;
    private final Size size;
    private final byte[] assignment;
    private final byte[] status;

    /** With records as the product's codec makes them for an even share of that size. */
    BareWay(Stage stage, Size size) {
        this.stage = stage;
        this.size = size;
        NodeAssignment sample = SampleShare.of(size);
        this.assignment = RecordCodec.encode(sample);
        this.status = RecordCodec.encode(Population.ready(size.node(1).name(), sample,
                Instant.EPOCH));
    }

    /**
     * What it came to, in seconds from the first placement on.
     *
     * @param placed           every instance has a node
     * @param written          every assignment is acknowledged by the store
     * @param acknowledged     every agent's answer is
     * @param zookeeperSeconds of a core that the store used
     * @param clientSeconds    of a core that everything else used
     */
    record Result(double placed, double written, double acknowledged, double zookeeperSeconds,
            double clientSeconds, int assignmentBytes, int statusBytes) {}

    /** Runs it once, and takes away what it wrote. */
    Result run() {
        try (Sessions sessions = new Sessions(stage.connect(), size.sessions());
                Sessions leader = new Sessions(stage.connect(), 1)) {
            prepare(leader.of(0));
            CountDownLatch answered = new CountDownLatch(size.nodes());
            watch(sessions, answered);
            Result result = timed(leader.of(0), answered);
            ZKUtil.deleteRecursive(leader.of(0), ASSIGNED, 1000);
            ZKUtil.deleteRecursive(leader.of(0), REPORTED, 1000);
            return result;
        } catch (KeeperException e) {
            throw new IllegalStateException("a bare call was refused", e);
        } catch (InterruptedException e) {
            throw Sessions.interrupted(e);
        }
    }

    private void prepare(ZooKeeper leader) {
        Pipeline pipeline = Pipeline.deep(leader);
        for (String parent : List.of(ASSIGNED, REPORTED)) {
            pipeline.add(0, Pipeline.create(parent, new byte[0], false));
            for (int i = 0; i < size.nodes(); i++) {
                pipeline.add(0, Pipeline.create(parent + "/" + i, new byte[0], false));
            }
        }
        pipeline.finish();
    }

    private void watch(Sessions sessions, CountDownLatch answered) throws InterruptedException {
        CountDownLatch set = new CountDownLatch(size.nodes());
        for (int i = 0; i < size.nodes(); i++) {
            int number = i;
            ZooKeeper session = sessions.of(number);
            Watcher watcher = event -> {
                if (event.getType() == Watcher.Event.EventType.NodeDataChanged) {
                    answer(session, number, answered);
                }
            };
            session.addWatch(ASSIGNED + "/" + i, watcher, AddWatchMode.PERSISTENT,
                    (_, _, _) -> set.countDown(), null);
        }
        await(set, "watches");
    }

    private void answer(ZooKeeper session, int number, CountDownLatch answered) {
        session.getData(ASSIGNED + "/" + number, false,
                (_, _, _, _, _) -> session.setData(REPORTED + "/" + number, status, -1,
                        (_, _, _, _) -> answered.countDown(), null),
                null);
    }

    private Result timed(ZooKeeper leader, CountDownLatch answered) throws InterruptedException {
        double zookeeper = stage.zookeeper().cpuSeconds();
        double client = Child.ownCpuSeconds();
        long begun = System.nanoTime();
        if (new LeastLoaded(size.nodes()).place(size.instances(), Size.milliCpu(),
                Size.memoryBytes()) != size.instances()) {
            throw new IllegalStateException("the bare kernel has no room for so many");
        }
        long placed = System.nanoTime();
        Pipeline pipeline = Pipeline.deep(leader);
        for (int i = 0; i < size.nodes(); i++) {
            pipeline.add(assignment.length, Op.setData(ASSIGNED + "/" + i, assignment, -1));
        }
        pipeline.finish();
        long written = System.nanoTime();
        await(answered, "answers");
        return new Result(Clock.seconds(begun, placed), Clock.seconds(begun, written),
                Clock.seconds(begun, System.nanoTime()),
                stage.zookeeper().cpuSeconds() - zookeeper, Child.ownCpuSeconds() - client,
                assignment.length, status.length);
    }

    private static void await(CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(latch.getCount() + " " + what + " are missing");
        }
    }
}
