package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import orchestrator.core.model.AssignedInstance.EndpointList;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Endpoint;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent from its assignment to its report, while all is well. */
class AgentTest {
    @TempDir
    private Path directory;
    private SimulatedNode node;

    @BeforeEach
    void startAgent() {
        node = new SimulatedNode(1, directory);
        node.startAgent();
    }

    private void runWeb() {
        node.assign("web-1", 1, Specs.checked("web:1"));
        node.publish();
        node.untilIs("web-1", Phase.READY);
    }

    @Test
    void registers_its_node_and_says_that_it_is_there() {
        node.timeline.runUntil(() -> node.leader.isPresent(SimulatedNode.NAME),
                SimulatedNode.SOON);

        assertThat(node.leader.node(SimulatedNode.NAME)).hasValueSatisfying(
                record -> assertThat(record.value().bootToken()).isEqualTo("boot-0"));
    }

    @Test
    void pulls_starts_checks_and_reports_what_is_assigned() {
        node.assign("web-1", 1, Specs.checked("web:1"));
        node.publish();

        node.untilIs("web-1", Phase.PULLING);
        node.timeline.runUntil(() -> node.row("web-1").orElseThrow().reason().text()
                .matches("web:1, \\d+ of \\d+MB"), SimulatedNode.SOON);
        node.untilIs("web-1", Phase.READY);

        InstanceStatus row = node.row("web-1").orElseThrow();
        assertThat(row.reason().text()).isEqualTo("GET /health is 200");
        assertThat(node.status().generation()).isEqualTo(1);
        assertThat(node.container("web-1").identity().generation()).isEqualTo(1);
    }

    @Test
    void writes_nothing_and_calls_nothing_once_all_is_as_it_should_be() {
        runWeb();
        node.timeline.advance(Duration.ofSeconds(5));
        int writes = node.ensemble.log().size();
        ObservedContainer container = node.container("web-1");

        node.timeline.advance(Duration.ofMinutes(10));

        assertThat(node.ensemble.log()).hasSize(writes);
        assertThat(node.container("web-1")).isEqualTo(container);
    }

    /** What is read from now on, by an agent that has had nothing to do for half a minute. */
    private List<String> readAfterRest() {
        runWeb();
        node.timeline.advance(Duration.ofSeconds(30));
        List<String> read = new ArrayList<>();
        node.store.onRead(read::add);
        return read;
    }

    @Test
    void reads_no_record_again_while_nothing_is_written_and_looks_at_its_engine() {
        List<String> read = readAfterRest();
        int looks = node.calls.get("list");

        node.timeline.advance(Duration.ofMinutes(10));

        assertThat(read).isEmpty();
        assertThat(node.calls.get("list") - looks).isBetween(190, 210);
    }

    @Test
    void asks_the_store_nothing_while_nothing_is_written_and_misses_no_hint_for_long() {
        runWeb();
        node.timeline.advance(Duration.ofSeconds(30));
        AtomicInteger questions = new AtomicInteger();
        node.store.goBy(new InMemoryClusterStore.Way() {
            @Override
            public void there() {
                questions.incrementAndGet();
            }
        });
        node.timeline.advance(Duration.ofMinutes(10));
        assertThat(questions).hasValue(0);

        node.store.setDropHints(true);
        node.bury("web-1", 1);
        node.publish();
        node.timeline.advance(Duration.ofSeconds(4));

        assertThat(questions).hasPositiveValue();
        assertThat(node.containers()).noneMatch(each -> each.state() == State.RUNNING);
    }

    @Test
    void a_hint_that_comes_while_it_compares_is_not_put_off() {
        List<String> read = readAfterRest();
        List<Boolean> inTime = new ArrayList<>();
        node.store.onNewest(() -> {
            node.store.onNewest(() -> {});
            node.timeline.run(node::publish);
            node.timeline.after(Duration.ofSeconds(1), () -> inTime.add(!read.isEmpty()));
            node.timeline.pause(Duration.ofMillis(100));
        });

        node.timeline.advance(Duration.ofSeconds(8));

        assertThat(inTime).containsExactly(true);
    }

    /** Where others write all the time, each would read its records at each tick. */
    @Test
    void reads_without_a_hint_no_more_than_once_in_ten_seconds() {
        List<String> read = readAfterRest();

        for (int i = 0; i < 60; i++) {
            node.leader.store().commit(List.of(new StoreWrite.Check("/cluster", 0)));
            node.timeline.advance(Duration.ofSeconds(1));
        }

        assertThat(read.stream().filter(Paths.assignment(SimulatedNode.NAME)::equals))
                .hasSizeBetween(4, 6);
    }

    @Test
    void stops_what_is_buried_and_reports_it_gone() {
        runWeb();
        node.bury("web-1", 1);
        node.publish();

        node.untilIs("web-1", Phase.STOPPING);
        node.timeline.runUntil(() -> node.row("web-1").isEmpty(), SimulatedNode.SOON);
        assertThat(node.containers()).isEmpty();
        assertThat(node.status().generation()).isEqualTo(2);
    }

    @Test
    void replaces_on_the_same_port_one_after_the_other() {
        runWeb();
        String before = node.container("web-1").id();
        node.bury("web-1", 1);
        node.assign("web-1", 2, Specs.checked("web:2"));
        node.publish();

        node.timeline.runUntil(() -> node.status().instances().stream()
                .anyMatch(row -> row.incarnation().number() == 2 && row.phase() == Phase.READY),
                SimulatedNode.SOON);
        assertThat(node.containers()).singleElement()
                .satisfies(only -> assertThat(only.id()).isNotEqualTo(before));
    }

    @Test
    void a_crash_is_seen_at_once_and_made_good_with_its_exit_code_told() {
        runWeb();
        node.engine.hands().say(node.container("web-1").id(), "fatal: no driver");
        node.engine.hands().exit(node.container("web-1").id(), 3);

        node.timeline.runUntil(() -> node.row("web-1").orElseThrow().restarts() == 1,
                Duration.ofSeconds(1));
        node.timeline.runUntil(() -> node.row("web-1").orElseThrow().output()
                .contains("fatal: no driver"), SimulatedNode.SOON);
        assertThat(node.row("web-1").orElseThrow().reason().text()).contains("exit code 3");
        node.untilIs("web-1", Phase.READY);
        assertThat(node.container("web-1").identity().incarnation().number()).isEqualTo(1);
    }

    @Test
    void out_of_memory_is_told_apart() {
        runWeb();
        node.engine.hands().exhaustMemory(node.container("web-1").id());

        node.timeline.runUntil(() -> node.row("web-1").orElseThrow().reason().text()
                .contains("needed more memory"), SimulatedNode.SOON);
    }

    @Test
    void a_crash_loop_does_not_slow_its_neighbours_down() {
        node.assign("bad-1", 1, Specs.crashing());
        node.publish();
        node.timeline.runUntil(() -> node.row("bad-1")
                .filter(row -> row.reason().code() == ReasonCode.BACKING_OFF).isPresent(),
                SimulatedNode.SOON);
        node.timeline.advance(Duration.ofMinutes(1));
        int restarts = node.row("bad-1").orElseThrow().restarts();
        assertThat(restarts).isBetween(5, 8);

        runWeb();
        assertThat(node.is("bad-1", Phase.CRASHED)).isTrue();
    }

    @Test
    void a_tag_that_does_not_exist_is_said_within_seconds() {
        node.assign("web-1", 1, Specs.plain("web:no-such-tag"));
        node.publish();

        node.timeline.runUntil(() -> node.row("web-1")
                .filter(row -> row.reason().code() == ReasonCode.IMAGE_MISSING).isPresent(),
                Duration.ofSeconds(3));
    }

    @Test
    void that_an_image_did_not_fit_is_soon_forgotten_once_nobody_asks_for_it() {
        node.engine.hands().fillDisk(true);
        node.assign("web-1", 1, Specs.plain("web:1"));
        node.publish();
        node.timeline.runUntil(() -> node.status().image("web:1")
                .filter(why -> why.code() == ReasonCode.IMAGE_PULL_FAILED).isPresent(),
                SimulatedNode.SOON);
        node.bury("web-1", 1);
        node.publish();
        node.timeline.runUntil(() -> node.row("web-1").isEmpty(), SimulatedNode.SOON);
        assertThat(node.status().image("web:1")).isPresent();

        node.timeline.runUntil(() -> node.status().image("web:1").isEmpty(),
                Duration.ofSeconds(35));
    }

    @Test
    void a_failing_check_makes_it_unhealthy_then_anew() {
        runWeb();
        String before = node.container("web-1").id();
        node.engine.hands().failChecks(SimulatedNode.instance("web-1"), true);

        node.timeline.runUntil(() -> node.is("web-1", Phase.UNHEALTHY), Duration.ofSeconds(20));
        assertThat(node.row("web-1").orElseThrow().reason().text())
                .isEqualTo("GET /health is 500");
        node.timeline.runUntil(() -> node.row("web-1").orElseThrow().restarts() == 1,
                Duration.ofSeconds(35));
        node.engine.hands().failChecks(SimulatedNode.instance("web-1"), false);
        node.untilIs("web-1", Phase.READY);
        assertThat(node.container("web-1").id()).isNotEqualTo(before);
    }

    @Test
    void endpoints_that_change_are_rendered_and_reloaded_without_a_restart() {
        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(1)), 1);
        node.publish();
        node.untilIs("haproxy-1", Phase.READY);
        String container = node.container("haproxy-1").id();
        assertThat(node.engine.hands().file(container, "/etc/haproxy.cfg"))
                .contains("web-1 10.0.0.9:20001\n");

        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(2)), 2);
        node.publish();
        node.timeline.runUntil(() -> node.row("haproxy-1").orElseThrow().listsGeneration() == 2,
                SimulatedNode.SOON);

        assertThat(node.engine.hands().file(container, "/etc/haproxy.cfg"))
                .contains("web-1 10.0.0.9:20001\nweb-2 10.0.0.9:20002\n");
        assertThat(node.engine.hands().output(container)).containsOnlyOnce("received SIGHUP");
        assertThat(node.container("haproxy-1").id()).isEqualTo(container);
    }

    private static EndpointList webs(int count) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            TreeMap<String, Integer> ports = new TreeMap<>();
            ports.put("http", 20_000 + i);
            endpoints.add(new Endpoint(SimulatedNode.instance("web-" + i), SimulatedNode.NAME,
                    "10.0.0.9", ports));
        }
        return new EndpointList("web", endpoints);
    }

    @Test
    void lists_that_render_to_the_same_text_are_not_reloaded() {
        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(1)), 1);
        node.publish();
        node.untilIs("haproxy-1", Phase.READY);
        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(1)), 5);
        node.publish();

        node.timeline.runUntil(() -> node.row("haproxy-1").orElseThrow().listsGeneration() == 5,
                SimulatedNode.SOON);
        assertThat(node.engine.hands().output(node.container("haproxy-1").id()))
                .doesNotContain("received SIGHUP");
    }

    @Test
    void what_someone_removes_by_hand_comes_back() {
        runWeb();
        node.engine.hands().removeByHand(node.container("web-1").id());

        node.timeline.runUntil(() -> node.row("web-1").orElseThrow().restarts() == 1,
                SimulatedNode.SOON);
        node.untilIs("web-1", Phase.READY);
    }

    @Test
    void a_name_a_stranger_has_is_reported_and_never_touched() {
        runWeb();
        ContainerIdentity identity = node.container("web-1").identity();
        node.bury("web-1", 1);
        node.publish();
        node.timeline.runUntil(() -> node.row("web-1").isEmpty(), SimulatedNode.SOON);
        node.engine.hands().takeName(new ContainerIdentity(
                identity.cluster(), identity.node(), identity.instance(),
                new Incarnation(1, 2), identity.container(), 3));
        node.assign("web-1", 2, Specs.checked("web:1"));
        node.publish();

        node.timeline.runUntil(() -> node.row("web-1")
                .filter(row -> row.reason().code() == ReasonCode.NAME_TAKEN).isPresent(),
                SimulatedNode.SOON);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_full_disk_is_trouble_of_the_node(boolean imageIsThere) {
        if (imageIsThere) {
            node.engine.hands().loadImage("web:1");
        }
        node.engine.hands().fillDisk(true);
        node.assign("web-1", 1, Specs.plain("web:1"));
        node.publish();

        node.timeline.runUntil(() -> node.status().trouble().isPresent(), SimulatedNode.SOON);
        node.engine.hands().fillDisk(false);
        node.timeline.runUntil(() -> node.is("web-1", Phase.READY), Duration.ofMinutes(1));
        node.timeline.runUntil(() -> node.status().trouble().isEmpty(), Duration.ofSeconds(1));
    }

    @Test
    void a_silent_engine_is_shown_within_ten_seconds_and_nothing_is_lost() {
        runWeb();
        ObservedContainer before = node.container("web-1");
        node.engine.hands().silence(true);

        node.timeline.runUntil(() -> node.status().trouble()
                .filter(why -> why.code() == ReasonCode.ENGINE_SILENT).isPresent(),
                Duration.ofSeconds(10));
        assertThat(node.is("web-1", Phase.READY)).isTrue();

        node.engine.hands().silence(false);
        node.timeline.runUntil(() -> node.status().trouble().isEmpty(),
                Duration.ofSeconds(15));
        assertThat(node.container("web-1")).isEqualTo(before);
    }

    @Test
    void without_any_hint_it_still_follows() {
        node.timeline.advance(Duration.ofSeconds(1));
        node.store.setDropHints(true);
        node.assign("web-1", 1, Specs.plain("web:1"));
        node.publish();

        node.timeline.runUntil(() -> node.is("web-1", Phase.READY), Duration.ofSeconds(20));
    }

    @Test
    void a_hundred_instances_start_four_at_a_time() {
        for (int i = 1; i <= 100; i++) {
            node.assign("web-" + i, i, Specs.plain("web:1"));
        }
        node.publish();

        node.timeline.advance(Duration.ofSeconds(20));

        assertThat(node.calls).containsEntry("create", 100).containsEntry("start", 100)
                .containsEntry("pull", 1).doesNotContainKeys("stop", "remove");
        assertThat(node.status().instances()).hasSize(100)
                .allMatch(row -> row.phase() == Phase.READY);
        assertThat(node.containers()).allMatch(each -> each.state() == State.RUNNING);
        assertThat(node.leader.store().read(Paths.status(SimulatedNode.NAME)).orElseThrow()
                .version()).isLessThan(5 * 20);
    }

    @Test
    void containers_that_take_long_to_stop_hold_up_no_other() {
        for (int i = 1; i <= 6; i++) {
            node.assign("web-" + i, i, Specs.plain("web:1"));
        }
        node.publish();
        node.untilIs("web-6", Phase.READY);
        node.beforeCall = name -> {
            if (name.equals("stop")) {
                node.timeline.pause(Duration.ofMinutes(10));
            }
        };
        for (int i = 1; i <= 5; i++) {
            node.bury("web-" + i, i);
        }
        node.assign("web-7", 7, Specs.plain("web:1"));
        node.publish();
        node.timeline.runUntil(() -> node.is("web-1", Phase.STOPPING), SimulatedNode.SOON);
        node.engine.hands().exit(node.container("web-6").id(), 1);

        node.untilIs("web-7", Phase.READY);
        node.timeline.runUntil(() -> node.row("web-6").orElseThrow().restarts() == 1,
                SimulatedNode.SOON);
        node.untilIs("web-6", Phase.READY);
        assertThat(node.calls).containsEntry("stop", 5);
        node.timeline.runUntil(() -> node.now().size() == 2, Duration.ofMinutes(11));
    }

    @Test
    void an_error_in_a_call_to_the_engine_is_survived() {
        runWeb();
        List<String> broken = new ArrayList<>(List.of("list", "create", "start", "pull"));
        node.beforeCall = name -> {
            if (broken.remove(name)) {
                throw new NoClassDefFoundError("planted");
            }
        };
        node.assign("web-2", 2, Specs.plain("web:2"));
        node.publish();

        node.timeline.runUntil(() -> node.is("web-2", Phase.READY), Duration.ofMinutes(1));
        assertThat(broken).isEmpty();
        assertThat(node.status().trouble()).isEmpty();
    }
}
