package orchestrator.benchmarks.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import orchestrator.benchmarks.table.CpuTime;
import orchestrator.core.model.NodeName;
import orchestrator.core.scheduler.Anchor;
import orchestrator.core.scheduler.Placement;
import orchestrator.core.scheduler.PlacementRequest;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.scheduler.Scheduler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Placing a whole workload on an empty cluster, from the first instance to the last, and giving out
 * what each takes; and the bare kernel on as many nodes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = {"-Xms2g", "-Xmx5g", "-XX:+UseSerialGC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SchedulerBenchmark {
    /** An empty cluster for each round. */
    @State(Scope.Thread)
    public static class Empty {
        /** A {@link Workload.Kind}, nodes, instances. */
        @Param("SPREAD 1000 10000")
        public String workload;

        private Workload work;
        private Workload.Prepared prepared;

        /** What is written down for each instance is made before the clock runs. */
        @Setup(Level.Invocation)
        public void prepare() {
            work = Workload.parse(workload);
            prepared = work.prepare();
        }
    }

    /** As many empty nodes, as numbers alone. */
    @State(Scope.Thread)
    public static class Bare {
        /** As in {@link Empty}. */
        @Param("SPREAD 1000 10000")
        public String workload;

        private Workload work;
        private LeastLoaded kernel;

        /** Three arrays. */
        @Setup(Level.Invocation)
        public void prepare() {
            work = Workload.parse(workload);
            kernel = new LeastLoaded(work.nodes());
        }
    }

    /** Returns how many found a place, so that nothing is optimized away. */
    @Benchmark
    public int scheduler(Empty empty, CpuTime time) {
        time.begin();
        int placed = place(empty.work.kind() == Workload.Kind.NEAR, empty.prepared);
        time.end();
        return placed;
    }

    /** The same number of instances on the same number of nodes, by the least loaded alone. */
    @Benchmark
    public int bareKernel(Bare bare, CpuTime time) {
        time.begin();
        int placed = bare.kernel.place(bare.work.instances(), 50, 30L << 20);
        time.end();
        return placed;
    }

    private static int place(boolean near, Workload.Prepared prepared) {
        int placed = 0;
        Optional<NodeName> before = Optional.empty();
        List<Workload.Item> items = prepared.items();
        for (int i = 0; i < items.size(); i++) {
            Workload.Item item = items.get(i);
            PlacementRequest request = new PlacementRequest(item.id(), item.service(),
                    near && i % 2 == 1 ? anchors(before) : List.of());
            if (Scheduler.place(request, prepared.cluster()) instanceof Placement.On(NodeName on)) {
                prepared.cluster().node(on).add(item.taken());
                before = Optional.of(on);
                placed++;
            }
        }
        return placed;
    }

    private static List<Anchor> anchors(Optional<NodeName> node) {
        return node.map(name -> new Anchor(name, Refusal.Rule.NEAR, "must be near")).stream()
                .toList();
    }
}
