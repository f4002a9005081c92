package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.client.ClusterView;
import org.junit.jupiter.api.Test;

/** What {@code orch status} makes of a service with an instance on each of many nodes. */
class ManyNodesTest {
    private static final int NODES = 30;
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ProjectName SHOP = new ProjectName("shop");
    private static final String FILE = "project: shop\nservices: {web: {image: a}}\nrun: {web: "
            + NODES + "}\n";

    private String nodeNames = "node-%02d";
    private final DesiredProject desired = DeclarationReader.read("shop.yml", FILE,
            new TreeMap<>(), 1).project().orElseThrow();

    @Test
    void names_the_first_nodes_of_a_row_and_counts_the_rest() {
        assertThat(screen(nodes())).contains("shop  revision 1  30 of 30 ready for 0s")
                .anyMatch(line -> line.matches("web +30/30 +node-01 node-02 .*"))
                .anyMatch(line -> line.endsWith("node-12 (18 more)"))
                .noneMatch(line -> line.contains("node-13"));
    }

    @Test
    void numbers_of_nodes_count_as_numbers() {
        nodeNames = "node-%d";
        assertThat(screen(nodes())).anyMatch(line -> line.contains(" node-1 node-2 node-3 "))
                .anyMatch(line -> line.endsWith("node-12 (18 more)"));
        assertThat(NodesScreen.of(view(nodes()), new Look(80, true, ZoneOffset.UTC)).stream()
                .map(Line::text).filter(line -> line.startsWith("node-"))
                .map(line -> line.substring(0, line.indexOf(' ')))).startsWith("node-1", "node-2")
                .endsWith("node-29", "node-30");
    }

    @Test
    void finds_what_was_placed_twice_and_what_is_still_being_stopped() {
        List<NodeObservation> nodes = nodes();
        nodes.set(28, node(29, List.of(assigned(29, 1), assigned(30, 2)),
                List.of(reported(29, 1))));
        nodes.set(0, node(1, List.of(assigned(1, 1)), List.of(reported(1, 1), reported(31, 1))));
        ProjectView project = ProjectViews.of(view(nodes)).getFirst();
        assertThat(project.instances()).hasSize(NODES + 1);
        InstanceView newer = project.find(id(30)).orElseThrow();
        assertThat(newer.node()).contains(new NodeName("node-29"));
        assertThat(newer.before()).contains(new NodeName("node-30"));
        assertThat(newer.place().alone()).isFalse();
        assertThat(project.find(id(31)).map(InstanceView::phase)).contains(Phase.STOPPING);
    }

    private List<String> screen(List<NodeObservation> nodes) {
        ClusterView view = view(nodes);
        return StatusScreen.of(view, ProjectViews.of(view), List.of(),
                new Look(80, true, ZoneOffset.UTC)).stream().map(Line::text).toList();
    }

    private ClusterView view(List<NodeObservation> nodes) {
        ClusterId cluster = new ClusterId("c");
        return new ClusterView(cluster, NOW, new DesiredState(List.of(desired)),
                new ObservedState(cluster, 1, 1, NOW, true, nodes, List.of()),
                List.of(new ClusterView.CurrentProject(new ProjectRecord(SHOP, 1),
                        new Revision(SHOP, 1, "me", NOW, "here", "", "shop.yml", FILE,
                                new TreeMap<>(), false))),
                Optional.empty(), true);
    }

    private List<NodeObservation> nodes() {
        return new ArrayList<>(IntStream.rangeClosed(1, NODES)
                .mapToObj(i -> node(i, List.of(assigned(i, 1)), List.of(reported(i, 1))))
                .sorted(Comparator.comparing(NodeObservation::name)).toList());
    }

    private NodeObservation node(int number, List<AssignedInstance> assigned,
            List<InstanceStatus> reported) {
        NodeName name = new NodeName(nodeNames.formatted(number));
        NodeRecord record = new NodeRecord(name, new Resources(1000, 1000), new TreeMap<>(), "h",
                "h", "", 1, 2, "boot", "1", true);
        return new NodeObservation(record, Optional.empty(), Optional.empty(),
                new NodeAssignment(new ClusterId("c"), 1, 1, assigned, List.of()), 0,
                new NodeStatus(name, 1, reported, List.of(), Optional.empty()));
    }

    private AssignedInstance assigned(int number, int incarnation) {
        SpecHash spec = SpecHash.of(desired.services().getFirst().container());
        return new AssignedInstance(id(number), new Incarnation(1, incarnation), spec, spec,
                new TreeMap<>(), new Resources(1, 1), List.of(), List.of(), List.of(), 0,
                List.of());
    }

    private static InstanceStatus reported(int number, int incarnation) {
        return new InstanceStatus(id(number), new Incarnation(1, incarnation), Phase.READY,
                new Reason(ReasonCode.RUNNING, "runs"), NOW, 0, 0, List.of());
    }

    private static InstanceId id(int number) {
        return InstanceId.parse(SHOP, "web-" + number);
    }
}
