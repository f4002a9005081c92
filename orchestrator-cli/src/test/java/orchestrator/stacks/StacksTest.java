package orchestrator.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceName;
import orchestrator.core.plan.Forecast;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples are what people copy, so each of them must parse, resolve, and fit a small cluster. */
class StacksTest {
    private static final Path STACKS = Path.of("..", "stacks");
    private static final ClusterId CLUSTER = new ClusterId("0123456789abcdef");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(STACKS, 2)) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList()
                    .stream();
        }
    }

    @Test
    void all_examples_are_looked_at() throws IOException {
        assertThat(examples().map(file -> file.getFileName().toString()))
                .contains("lamp.yml", "memcached.yml", "hello.yml");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_ready_on_three_small_nodes_with_nothing_left_waiting(Path file)
            throws IOException {
        Forecast forecast = forecast(file, Files.readString(file));
        assertThat(forecast.actions()).isNotEmpty();
        assertThat(forecast.holds()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_names_the_schema_that_is_there(Path file) throws IOException {
        String first = Files.readString(file).lines().findFirst().orElseThrow();
        assertThat(first).startsWith("# yaml-language-server: $schema=");
        assertThat(file.resolveSibling(first.replaceFirst(".*=", ""))).exists();
    }

    @Test
    void lamp_is_five_stacks_and_two_balancers_that_know_all_five() throws IOException {
        List<AssignedInstance> assigned = assigned(forecast("lamp/lamp.yml", "", ""));
        assertThat(assigned).hasSize(12);
        assertThat(assigned.stream().flatMap(each -> each.lists().stream())).hasSize(2)
                .allSatisfy(list -> {
                    assertThat(list.selector()).isEqualTo("lamp/apache");
                    assertThat(list.endpoints()).hasSize(5);
                });
    }

    @Test
    void each_apache_of_lamp_has_the_database_of_its_own_copy() throws IOException {
        List<AssignedInstance> assigned = assigned(forecast("lamp/lamp.yml", "", ""));
        List<AssignedInstance> apaches = assigned.stream()
                .filter(each -> each.id().service().value().equals("apache")).toList();
        assertThat(apaches).hasSize(5).allSatisfy(apache -> assertThat(apache.references())
                .singleElement().satisfies(reference -> assertThat(reference.endpoint().instance())
                        .isEqualTo(new InstanceId(apache.id().project(), apache.id().copy(),
                                new ServiceName("mysql"), 1))));
    }

    @Test
    void the_balancers_of_lamp_are_on_two_nodes_since_each_publishes_the_same_port()
            throws IOException {
        assertThat(nodesWith(forecast("lamp/lamp.yml", "", ""), "haproxy")).hasSize(2);
    }

    @Test
    void memcached_has_a_node_each_and_a_fourth_one_waits_with_a_line_for_every_node()
            throws IOException {
        assertThat(nodesWith(forecast("memcached/memcached.yml", "", ""), "memcached")).hasSize(3);
        Forecast four = forecast("memcached/memcached.yml", "memcached: 3", "memcached: 4");
        assertThat(four.holds()).singleElement().satisfies(hold -> {
            assertThat(hold.instance().address()).isEqualTo("memcached-4");
            assertThat(hold.refusals().stream().map(refusal -> refusal.node().value()).distinct())
                    .containsExactly("node-01", "node-02", "node-03");
        });
    }

    private static Forecast forecast(String name, String from, String to) throws IOException {
        Path file = STACKS.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        return forecast(file, from.isEmpty() ? text : text.replace(from, to));
    }

    private static Forecast forecast(Path file, String text) throws IOException {
        String name = file.getFileName().toString();
        SortedMap<String, String> files = new TreeMap<>();
        for (String reference : DeclarationReader.referencedFiles(name, text)) {
            files.put(reference, Files.readString(file.resolveSibling(reference)));
        }
        DeclarationReader.Result read = DeclarationReader.read(name, text, files, 1);
        assertThat(read.problems()).isEmpty();
        return Forecast.of(new DesiredState(List.of(read.project().orElseThrow())),
                threeSmallNodes());
    }

    private static List<AssignedInstance> assigned(Forecast forecast) {
        return forecast.after().nodes().stream()
                .flatMap(node -> node.assignment().instances().stream()).toList();
    }

    private static List<NodeName> nodesWith(Forecast forecast, String service) {
        return forecast.after().nodes().stream()
                .filter(node -> node.assignment().instances().stream()
                        .anyMatch(each -> each.id().service().value().equals(service)))
                .map(NodeObservation::name).toList();
    }

    /** A machine with two cores and 4GB in three parts, as `orch up --nodes 3` makes them. */
    private static ObservedState threeSmallNodes() {
        List<NodeObservation> nodes = IntStream.rangeClosed(1, 3).mapToObj(StacksTest::node)
                .toList();
        return new ObservedState(CLUSTER, 1, 0, Instant.EPOCH, true, nodes, List.of());
    }

    private static NodeObservation node(int number) {
        NodeName name = new NodeName("node-0" + number);
        NodeRecord record = new NodeRecord(name, new Resources(660, 1_400L << 20), new TreeMap<>(),
                "172.17.0.1", "127.0.0." + number, "127.0.0.1:0", 20_000 + 1000 * number,
                20_999 + 1000 * number, "boot", "test", false);
        return new NodeObservation(record, Optional.empty(), Optional.empty(),
                NodeAssignment.none(CLUSTER), NodeObservation.NO_RECORD,
                NodeStatus.none(name));
    }
}
