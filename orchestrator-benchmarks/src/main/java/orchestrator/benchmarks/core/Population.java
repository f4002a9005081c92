package orchestrator.benchmarks.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.AssignmentEdit;
import orchestrator.core.plan.ClusterPlanner;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** A cluster in memory that does at once what it is told: each assignment is reported as ready. */
public final class Population {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ClusterId CLUSTER = new ClusterId("benchmark");
    private static final int MOST_ROUNDS = 1000;
    private static final int MOST_ON_ONE = 20_000;
    private static final Reason RUNS = new Reason(ReasonCode.RUNNING, "runs");

    private final SortedMap<NodeName, NodeObservation> nodes = new TreeMap<>();
    private Instant now = NOW;
    private int used;

    /** So many empty nodes; each has room for {@code room} instances of {@link SampleProjects}. */
    public Population(int count, int room) {
        for (int i = 1; i <= count; i++) {
            add(empty(record(i, room)));
        }
    }

    /** The node of that number, in one of 50 racks. */
    public static NodeRecord record(int number, int room) {
        NodeName name = new NodeName("node-%05d".formatted(number));
        TreeMap<String, String> labels = new TreeMap<>(Map.of("rack", "r" + number % 50));
        Resources capacity = new Resources(room * SampleProjects.MILLI_CPU,
                room * SampleProjects.MEMORY_BYTES);
        return new NodeRecord(name, capacity, labels, "10.0.0.1", "10.0.0.1", "", 20_000, 29_999,
                "boot", "benchmark", true);
    }

    /** What an agent reports that runs all it was assigned. */
    public static NodeStatus ready(NodeName node, NodeAssignment assignment, Instant since) {
        List<InstanceStatus> rows = new ArrayList<>(assignment.instances().size());
        for (AssignedInstance each : assignment.instances()) {
            rows.add(new InstanceStatus(each.id(), each.incarnation(), Phase.READY, RUNS, since, 0,
                    each.listsGeneration(), List.of()));
        }
        return new NodeStatus(node, assignment.generation(), rows, List.of(), Optional.empty());
    }

    /** The assignment of a single node that runs all of it. */
    public static NodeAssignment packed(DesiredState desired) {
        Population one = new Population(1, MOST_ON_ONE);
        one.settle(desired);
        return one.observed().nodes().getFirst().assignment();
    }

    void add(NodeObservation node) {
        nodes.put(node.name(), node);
    }

    NodeObservation node(NodeName name) {
        return nodes.get(name);
    }

    ObservedState observed() {
        return new ObservedState(CLUSTER, 1, used, now, true, List.copyOf(nodes.values()),
                List.of());
    }

    /** All actions until nothing is left to do, in the order they were taken. */
    List<Action> settle(DesiredState desired) {
        List<Action> all = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Plan plan = ClusterPlanner.plan(desired, observed());
            if (plan.isEmpty()) {
                return all;
            }
            execute(plan);
            all.addAll(plan.actions());
        }
        throw new IllegalStateException("not settled after " + MOST_ROUNDS + " plans");
    }

    private void execute(Plan plan) {
        used += plan.usedIncarnations();
        now = now.plus(Duration.ofSeconds(1));
        Plan.byNode(plan.actions()).forEach((name, actions) -> {
            NodeObservation before = nodes.get(name);
            NodeAssignment next = AssignmentEdit.apply(before.assignment(), actions, 1);
            nodes.put(name, before.with(next, ready(name, next, now)));
        });
    }

    static NodeObservation empty(NodeRecord record) {
        return new NodeObservation(record, Optional.empty(), Optional.empty(),
                NodeAssignment.none(CLUSTER), NodeObservation.NO_RECORD,
                NodeStatus.none(record.name()));
    }
}
