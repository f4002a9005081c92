package orchestrator.benchmarks.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import orchestrator.benchmarks.table.CpuTime;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.plan.ClusterIndex;
import orchestrator.core.plan.ClusterPlanner;
import orchestrator.core.plan.Outlook;
import orchestrator.core.plan.Plan;
import orchestrator.core.plan.PlanCheck;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
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

/** What a leader works out at each turn, on a cluster that runs all it should. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = {"-Xms2g", "-Xmx5g", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
public class PlannerBenchmark {
    private static final int OF_A_SERVICE = 1000;
    /** One of so many nodes is lost: as many as may be emptied at once. */
    private static final int LOST_OF = 10;

    /** A settled cluster; made once. */
    @State(Scope.Thread)
    public static class Settled {
        /** Nodes, instances. */
        @Param("5000 150000")
        public String size;

        private DesiredState desired;
        private ObservedState observed;
        private ObservedState afterEvent;
        private ObservedState empty;
        private Plan nothing;
        /** What a leader keeps from one look to the next. */
        private final ClusterIndex index = new ClusterIndex();
        private boolean happened;

        /** By planning until nothing is left to do. */
        @Setup(Level.Trial)
        public void prepare() {
            String[] words = size.split(" ");
            int nodes = Integer.parseInt(words[0]);
            int instances = Integer.parseInt(words[1]);
            int each = Math.min(OF_A_SERVICE, instances);
            desired = SampleProjects.desired(SampleProjects.of(instances / each, each));
            Population population = new Population(nodes, 2 * instances / nodes + 2);
            empty = population.observed();
            population.settle(desired);
            observed = population.observed();
            nothing = ClusterPlanner.plan(desired, observed);
            population.add(oneCrashed(observed.nodes().getFirst()));
            afterEvent = population.observed();
            Outlook.of(index, desired, observed);
        }

        /** By turns with and without the event: either is news of one node. */
        private ObservedState next() {
            happened = !happened;
            return happened ? afterEvent : observed;
        }
    }

    /** What a leader has seen by the time when a tenth of all nodes counts as lost; made each time. */
    @State(Scope.Thread)
    public static class Losing {
        private final ClusterIndex index = new ClusterIndex();
        private ObservedState lost;

        /** All are there again, then some are silent, and that is looked at as any other change. */
        @Setup(Level.Invocation)
        public void prepare(Settled cluster) {
            ObservedState silent = silent(cluster.observed);
            Outlook.of(index, cluster.desired, cluster.observed);
            Outlook.of(index, cluster.desired, silent);
            lost = at(silent.takenAt().plus(ServiceSpec.DEFAULT_LOST_AFTER), silent,
                    silent.nodes());
        }
    }

    /** Everything looked at, nothing found to be done. */
    @Benchmark
    public Outlook audit(Settled cluster, CpuTime time) {
        time.begin();
        Outlook outlook = Outlook.of(cluster.desired, cluster.observed);
        time.end();
        return outlook;
    }

    /** A leader's next look after one agent has reported of one instance that it crashed or is well. */
    @Benchmark
    public Outlook oneEvent(Settled cluster, CpuTime time) {
        ObservedState seen = cluster.next();
        time.begin();
        Outlook outlook = Outlook.of(cluster.index, cluster.desired, seen);
        time.end();
        return outlook;
    }

    /** The plan that places anew all that the lost nodes ran. */
    @Benchmark
    public Outlook loss(Settled cluster, Losing losing, CpuTime time) {
        time.begin();
        Outlook outlook = Outlook.of(losing.index, cluster.desired, losing.lost);
        time.end();
        return outlook;
    }

    /** The guard that looks for contradictions in each plan before it is executed. */
    @Benchmark
    public List<String> guard(Settled cluster, CpuTime time) {
        time.begin();
        List<String> findings = PlanCheck.findings(cluster.observed, cluster.nothing);
        time.end();
        return findings;
    }

    /** The first plan of all on empty nodes. */
    @Benchmark
    public Outlook everything(Settled cluster, CpuTime time) {
        time.begin();
        Outlook outlook = Outlook.of(cluster.desired, cluster.empty);
        time.end();
        return outlook;
    }

    private static ObservedState silent(ObservedState observed) {
        Instant since = observed.takenAt().plusSeconds(1);
        List<NodeObservation> nodes = new ArrayList<>(observed.nodes());
        for (int i = 0; i < nodes.size(); i += LOST_OF) {
            NodeObservation node = nodes.get(i);
            nodes.set(i, new NodeObservation(node.node(), Optional.of(since), node.intent(),
                    node.assignment(), node.assignmentVersion(), node.status()));
        }
        return at(since, observed, nodes);
    }

    private static ObservedState at(Instant now, ObservedState observed,
            List<NodeObservation> nodes) {
        return new ObservedState(observed.cluster(), observed.epoch(),
                observed.usedIncarnations(), now, true, nodes, observed.secrets());
    }

    private static NodeObservation oneCrashed(NodeObservation node) {
        NodeStatus status = node.status();
        InstanceStatus row = status.instances().getFirst();
        InstanceStatus crashed = new InstanceStatus(row.id(), row.incarnation(), Phase.CRASHED,
                new Reason(ReasonCode.EXITED, "exited with 1"), row.since(), 1,
                row.listsGeneration(), List.of());
        List<InstanceStatus> rows = new ArrayList<>(status.instances());
        rows.set(0, crashed);
        return node.with(node.assignment(), new NodeStatus(status.node(), status.generation(),
                rows, status.volumes(), status.trouble()));
    }
}
