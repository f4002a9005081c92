package orchestrator.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.Tombstone;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of where projects stand is what a look at all nodes finds, after any change. */
class ProjectNodesTest {
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final List<ProjectName> PROJECTS = List.of(new ProjectName("a"),
            new ProjectName("b"), new ProjectName("c"));

    private final TreeMap<NodeName, NodeObservation> nodes = new TreeMap<>();
    private final ProjectNodes kept = new ProjectNodes();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void kept_nodes_are_those_that_a_look_at_all_finds(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 300; step++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                change(random);
            }
            ObservedState observed = new ObservedState(CLUSTER, 1, 0, Instant.EPOCH, true,
                    List.copyOf(nodes.values()), List.of());
            kept.see(observed.nodes());
            for (ProjectName project : PROJECTS) {
                assertThat(kept.of(project)).as("step %s, project %s", step, project)
                        .isEqualTo(lookedFor(project, observed));
            }
        }
    }

    private static List<NodeObservation> lookedFor(ProjectName project, ObservedState observed) {
        DesiredProject current = new DesiredProject(project, 1, List.of(), List.of(), List.of());
        return new Rollout(current, Optional.empty(), RolloutRecord.none(project), Instant.EPOCH,
                observed, new Plan(List.of(), List.of(), new TreeMap<>(), 0)).nodes();
    }

    private void change(Random random) {
        NodeName name = new NodeName("n" + random.nextInt(12));
        switch (random.nextInt(8)) {
            case 0 -> nodes.remove(name);
            case 1 -> nodes.computeIfPresent(name, (_, node) -> withStatus(node));
            default -> nodes.put(name, node(name, random));
        }
    }

    private static NodeObservation withStatus(NodeObservation node) {
        return new NodeObservation(node.node(), node.silentSince(), node.intent(),
                node.assignment(), 0, new NodeStatus(node.name(), 1, List.of(), List.of(),
                        Optional.empty(), List.of()));
    }

    private static NodeObservation node(NodeName name, Random random) {
        List<AssignedInstance> instances = new ArrayList<>();
        List<Tombstone> tombstones = new ArrayList<>();
        for (ProjectName project : PROJECTS) {
            for (int number = random.nextInt(6) - 3; number > 0; number--) {
                instances.add(instance(project, number));
            }
            if (random.nextInt(6) == 0) {
                tombstones.add(new Tombstone(instance(project, 9).id(), new Incarnation(1, 9),
                        RolloutStory.reason(ReasonCode.COUNT_DOWN)));
            }
        }
        NodeRecord record = new NodeRecord(name, new Resources(4000, 8L << 30), new TreeMap<>(),
                "10.0.0.1", "10.0.0.1", "", 20000, 20999, "boot", "test", true);
        return new NodeObservation(record, Optional.empty(), Optional.empty(),
                new NodeAssignment(CLUSTER, 1, 1, instances, tombstones), 0,
                NodeStatus.none(name));
    }

    private static AssignedInstance instance(ProjectName project, int number) {
        SpecHash spec = new SpecHash("a".repeat(64));
        return new AssignedInstance(InstanceId.parse(project, "web-" + number),
                new Incarnation(1, number), spec, spec, new TreeMap<>(), Resources.NONE, List.of(),
                List.of(), List.of(), 1, List.of());
    }
}
