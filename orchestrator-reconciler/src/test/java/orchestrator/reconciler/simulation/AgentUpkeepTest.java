package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance.EndpointList;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Endpoint;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent while what runs on its node is new, or about to be replaced. */
class AgentUpkeepTest {
    private static final Duration STABLE_FOR = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(500);

    @TempDir
    private Path directory;
    private SimulatedNode node;

    @BeforeEach
    void startAgent() {
        node = new SimulatedNode(1, directory);
        node.startAgent();
    }

    private static Upkeep upkeep(Duration stableFor, String... nextImage) {
        return new Upkeep(stableFor, List.of(nextImage).stream().findFirst(), Exclusive.NO);
    }

    private void runWeb() {
        node.assign("web-1", 1, Specs.checked("web:1"), upkeep(STABLE_FOR));
        node.publish();
        node.untilIs("web-1", Phase.READY);
    }

    private boolean isStable() {
        return node.row("web-1").filter(InstanceStatus::stable).isPresent();
    }

    private Optional<ReasonCode> image(String name) {
        return node.status().image(name).map(Reason::code);
    }

    private void untilImageIs(String name, ReasonCode code) {
        node.timeline.runUntil(() -> image(name).equals(Optional.of(code)), SimulatedNode.SOON);
    }

    private void restartAgent() {
        node.store.expire();
        node.killAgent();
        node.startAgent();
        node.timeline.runUntil(() -> node.leader.isPresent(SimulatedNode.NAME),
                SimulatedNode.SOON);
    }

    @Test
    void says_that_it_is_stable_at_the_moment_it_is() {
        runWeb();
        Instant ready = node.timeline.now();
        assertThat(isStable()).isFalse();

        node.timeline.runUntil(this::isStable, Duration.ofMinutes(1));

        assertThat(Duration.between(ready, node.timeline.now()))
                .isBetween(STABLE_FOR.minus(MOMENT), STABLE_FOR.plus(MOMENT));
    }

    @Test
    void an_agent_that_starts_anew_keeps_what_is_stable_so_even_if_its_container_is_gone() {
        runWeb();
        node.timeline.runUntil(this::isStable, Duration.ofMinutes(1));
        node.killAgent();
        node.store.expire();
        node.engine.hands().removeByHand(node.container("web-1").id());
        node.startAgent();

        for (int i = 0; i < 100; i++) {
            node.timeline.advance(Duration.ofMillis(100));
            assertThat(isStable()).isTrue();
        }
        assertThat(node.is("web-1", Phase.READY)).isTrue();
    }

    @Test
    void readiness_that_an_agent_did_not_watch_does_not_count() {
        runWeb();
        node.timeline.advance(Duration.ofSeconds(15));
        restartAgent();

        node.timeline.advance(Duration.ofSeconds(15));
        assertThat(node.is("web-1", Phase.READY)).isTrue();
        assertThat(isStable()).isFalse();
        node.timeline.advance(Duration.ofSeconds(6));
        assertThat(isStable()).isTrue();
    }

    @Test
    void fetches_the_next_image_while_the_container_serves() {
        runWeb();
        ObservedContainer before = node.container("web-1");
        node.assign("web-1", 1, Specs.checked("web:1"), upkeep(STABLE_FOR, "web:2"));
        node.publish();

        node.timeline.runUntil(() -> node.status().image("web:2")
                .filter(state -> state.text().matches("web:2, \\d+ of \\d+MB")).isPresent(),
                SimulatedNode.SOON);
        untilImageIs("web:2", ReasonCode.IMAGE_PRESENT);
        node.timeline.advance(Duration.ofMinutes(1));

        assertThat(node.container("web-1")).isEqualTo(before);
        assertThat(node.is("web-1", Phase.READY)).isTrue();
        assertThat(node.calls).containsEntry("pull", 2).containsEntry("create", 1)
                .doesNotContainKeys("signal", "stop");

        node.assign("web-1", 1, Specs.checked("web:1"), upkeep(STABLE_FOR));
        node.publish();
        node.timeline.runUntil(() -> image("web:2").isEmpty(), SimulatedNode.SOON);
    }

    @Test
    void nobody_waits_for_an_image_because_others_are_fetched_ahead() {
        for (int i = 1; i <= 5; i++) {
            node.assign("web-" + i, i, Specs.plain("web:1"), upkeep(Duration.ZERO, "next:" + i));
        }
        node.timeline.advance(Duration.ofSeconds(1));
        node.engine.hands().loadImage("web:1");
        node.beforeCall = name -> {
            if (name.equals("pull") && node.calls.get("pull") <= 3) {
                node.timeline.pause(Duration.ofMinutes(10));
            }
        };
        node.publish();
        node.untilIs("web-5", Phase.READY);
        node.timeline.advance(Duration.ofSeconds(5));
        assertThat(node.calls).containsEntry("pull", 2);

        node.calls.put("pull", 3);
        node.assign("web-6", 6, Specs.plain("web:6"));
        node.publish();
        node.untilIs("web-6", Phase.READY);
        assertThat(image("next:1")).contains(ReasonCode.IMAGE_PULLING);
    }

    @Test
    void an_image_that_cannot_be_had_is_told_for_minutes_after_nobody_asks_any_more() {
        node.assign("web-1", 1, Specs.plain("web:no-such-tag"));
        node.publish();
        untilImageIs("web:no-such-tag", ReasonCode.IMAGE_MISSING);
        node.bury("web-1", 1);
        node.publish();
        node.timeline.advance(Duration.ofMinutes(2));
        restartAgent();
        node.timeline.advance(Duration.ofMinutes(4));

        assertThat(node.row("web-1")).isEmpty();
        assertThat(image("web:no-such-tag")).contains(ReasonCode.IMAGE_MISSING);
        node.timeline.advance(Duration.ofMinutes(2));
        assertThat(image("web:no-such-tag")).isEmpty();
    }

    @Test
    void an_image_that_someone_builds_on_the_node_is_used_and_missed_no_more() {
        node.assign("web-1", 1, Specs.plain("web:no-such-tag"));
        node.assign("web-2", 2, Specs.plain("other:no-such-tag"));
        node.publish();
        untilImageIs("web:no-such-tag", ReasonCode.IMAGE_MISSING);
        untilImageIs("other:no-such-tag", ReasonCode.IMAGE_MISSING);
        node.bury("web-2", 2);
        node.publish();
        node.timeline.advance(Duration.ofMinutes(3));

        node.engine.hands().loadImage("web:no-such-tag");
        node.engine.hands().loadImage("other:no-such-tag");
        node.untilIs("web-1", Phase.READY);
        node.timeline.runUntil(() -> node.status().images().isEmpty(), SimulatedNode.SOON);
    }

    @Test
    void no_more_than_twenty_images_that_nobody_asks_for_are_remembered() {
        for (int i = 1; i <= 25; i++) {
            node.assign("web-" + i, i, Specs.plain("web-" + i + ":no-such-tag"));
        }
        node.publish();
        node.timeline.runUntil(() -> node.status().images().size() == 25, SimulatedNode.SOON);

        for (int i = 1; i <= 25; i++) {
            node.bury("web-" + i, i);
        }
        node.publish();
        node.timeline.runUntil(() -> node.status().images().size() == 20, SimulatedNode.SOON);
    }

    @Test
    void a_name_that_stays_taken_shows_as_crashed() {
        node.engine.hands().takeName(new ContainerIdentity(node.cluster, SimulatedNode.NAME,
                SimulatedNode.instance("web-1"), new Incarnation(1, 1),
                node.assign("web-1", 1, Specs.plain("web:1")).container(), 1));
        node.publish();

        node.untilIs("web-1", Phase.CRASHED);
        for (int i = 0; i < 600; i++) {
            node.timeline.advance(Duration.ofMillis(100));
            assertThat(node.is("web-1", Phase.CRASHED)).isTrue();
        }
        assertThat(node.row("web-1").orElseThrow().reason().code())
                .isEqualTo(ReasonCode.NAME_TAKEN);
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

    private long reloads(String container) {
        return node.engine.hands().output(container).stream().filter("received SIGHUP"::equals)
                .count();
    }

    @Test
    void many_changes_of_its_lists_in_a_second_are_two_reloads_and_end_with_the_newest() {
        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(1)), 1);
        node.publish();
        node.untilIs("haproxy-1", Phase.READY);
        node.timeline.advance(Duration.ofSeconds(5));
        String container = node.container("haproxy-1").id();

        for (int change = 2; change <= 9; change++) {
            node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(change)), change);
            node.publish();
            node.timeline.advance(Duration.ofMillis(100));
        }
        node.timeline.runUntil(() -> node.row("haproxy-1").orElseThrow().listsGeneration() == 9,
                SimulatedNode.SOON);

        assertThat(reloads(container)).isEqualTo(2);
        assertThat(node.engine.hands().file(container, "/etc/haproxy.cfg"))
                .hasValueSatisfying(text -> assertThat(text).contains("web-9 10.0.0.9:20009"));
    }

    /** Two webs lie in its file already, or it is told of them; then it is one again. */
    private void changesThereAndBack(String cutAt, Runnable cut) {
        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(1)), 1);
        node.publish();
        node.untilIs("haproxy-1", Phase.READY);
        node.timeline.advance(Duration.ofSeconds(5));
        String container = node.container("haproxy-1").id();
        String file = config(container);
        boolean[] isCut = {false};
        node.beforeCall = name -> {
            if (name.equals(cutAt) && !isCut[0]) {
                isCut[0] = true;
                cut.run();
            }
        };
        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(2)), 2);
        node.publish();
        node.timeline.runUntil(() -> isCut[0], SimulatedNode.SOON);
        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(1)), 3);
        node.publish();

        node.timeline.runUntil(() -> node.row("haproxy-1").filter(
                row -> row.listsGeneration() == 3).isPresent(), Duration.ofMinutes(1));
        assertThat(config(container)).isEqualTo(file);
        assertThat(reloads(container)).isPositive();
    }

    private String config(String container) {
        return node.engine.hands().file(container, "/etc/haproxy.cfg").orElseThrow();
    }

    /** How a call of the agent to its engine ends before it has begun. */
    private enum Cut {
        AGENT_KILLED, REFUSED, NO_ANSWER
    }

    private void cut(Cut how) {
        switch (how) {
            case AGENT_KILLED -> {
                node.store.expire();
                node.killAgent();
                node.timeline.after(Duration.ofSeconds(1), node::startAgent);
            }
            case REFUSED -> throw new ContainerRuntimeException(
                    ContainerRuntimeException.Kind.REFUSED, "unexpected end of file", null);
            case NO_ANSWER -> throw new ContainerRuntimeUnavailableException("no answer", null);
        }
    }

    @ParameterizedTest
    @CsvSource({"copyInto,AGENT_KILLED", "copyInto,REFUSED", "copyInto,NO_ANSWER",
            "signal,AGENT_KILLED", "signal,REFUSED", "signal,NO_ANSWER"})
    void a_change_that_was_cut_off_is_not_taken_for_undone_or_done(String call, Cut how) {
        changesThereAndBack(call, () -> cut(how));
    }

    @Test
    void an_agent_that_starts_anew_reloads_nothing_whose_lists_are_the_same() {
        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(1)), 1);
        node.publish();
        node.untilIs("haproxy-1", Phase.READY);
        node.timeline.advance(Duration.ofSeconds(5));
        String container = node.container("haproxy-1").id();

        node.store.expire();
        node.killAgent();
        node.startAgent();
        node.timeline.advance(Duration.ofSeconds(30));

        assertThat(reloads(container)).isZero();
        assertThat(node.row("haproxy-1").orElseThrow().listsGeneration()).isEqualTo(1);
    }

    @Test
    void new_lists_are_reported_only_when_the_reload_had_time_to_take_effect() {
        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(1)), 1);
        node.publish();
        node.untilIs("haproxy-1", Phase.READY);
        node.timeline.advance(Duration.ofSeconds(5));
        String container = node.container("haproxy-1").id();
        node.assign("haproxy-1", 1, Specs.balancer(), List.of(webs(2)), 2);
        node.publish();

        node.timeline.runUntil(() -> reloads(container) == 1, SimulatedNode.SOON);
        Instant told = node.timeline.now();
        node.timeline.runUntil(() -> node.row("haproxy-1").orElseThrow().listsGeneration() == 2,
                SimulatedNode.SOON);

        assertThat(Duration.between(told, node.timeline.now()))
                .isBetween(Duration.ofMillis(300), Duration.ofMillis(900));
    }
}
