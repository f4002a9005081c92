package orchestrator.reconciler.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.client.ClusterView;
import org.junit.jupiter.api.Test;

/** What depends on what the cluster is asked to run. */
class WorkChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private static final ClusterId ID = new ClusterId("5f0c2a9e");
    private static final Resources NODE = new Resources(4000, 8L << 30);

    private static DesiredProject project(String service, int count) {
        return DeclarationReader.read("shop.yml", """
                project: shop
                services:
                  web: {image: "example:1", memory: 16MB, %s}
                run: {web: %d}
                """.formatted(service, count), new TreeMap<>(), 1).project().orElseThrow();
    }

    /** Two nodes; each runs one instance that takes so much of it. */
    private static ClusterView view(DesiredProject project, int milliCpu) {
        List<NodeObservation> nodes = Stream.of(1, 2)
                .map(number -> node(number, new Resources(milliCpu, 16L << 20))).toList();
        return new ClusterView(ID, NOW, new DesiredState(List.of(project)),
                new ObservedState(ID, 1, 2, NOW, true, nodes, List.of()), List.of(),
                Optional.empty(), true);
    }

    private static NodeObservation node(int number, Resources reserved) {
        NodeName name = new NodeName("core-0" + number);
        SpecHash hash = new SpecHash("00112233445566778899aabbccddeeff");
        AssignedInstance instance = new AssignedInstance(
                InstanceId.parse(new ProjectName("shop"), "web-" + number),
                new Incarnation(1, number), hash, hash, new TreeMap<>(), reserved, List.of(),
                List.of(), List.of(), 0, List.of());
        return new NodeObservation(new NodeRecord(name, NODE, new TreeMap<>(), "10.0.0.1",
                "10.0.0.1", "10.0.0.1:20000", 20_001, 31_999, "boot", "1.0.0", false),
                Optional.empty(), Optional.empty(),
                new NodeAssignment(ID, 1, 1, List.of(instance), List.of()), 1,
                NodeStatus.none(name));
    }

    private static List<FindingCode> work(ClusterView view, int tickMillis) {
        Results results = new Results(Group.CLUSTER);
        WorkChecks.run(view, Optional.of(Healthy.timing(tickMillis, 1)), results);
        return Healthy.findings(results.all()).stream().map(Result.Finding::code).toList();
    }

    @Test
    void leases_and_long_ticks_do_not_go_together() {
        ClusterView leases = view(project("exclusive: lease", 1), 100);

        assertThat(work(leases, 2000)).containsExactly(FindingCode.LEASES_UNSAFE);
        assertThat(work(leases, 500)).isEmpty();
        assertThat(work(view(project("cpu: 1", 2), 1000), 2000)).isEmpty();
    }

    @Test
    void tells_when_the_loss_of_a_node_leaves_something_without_a_place() {
        Results cramped = new Results(Group.CLUSTER);
        NodeChecks.run(view(project("cpu: 4", 2), 4000), cramped);
        Results roomy = new Results(Group.CLUSTER);
        NodeChecks.run(view(project("cpu: 1", 2), 1000), roomy);

        assertThat(Healthy.only(cramped.all()).code()).isEqualTo(FindingCode.NODES_CRAMPED);
        assertThat(Healthy.only(cramped.all()).fix().getFirst())
                .contains("orch plan --without core-01");
        assertThat(Healthy.findings(roomy.all())).isEmpty();
    }
}
