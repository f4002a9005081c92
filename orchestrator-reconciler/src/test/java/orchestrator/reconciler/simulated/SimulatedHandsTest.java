package orchestrator.reconciler.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a pretended engine from outside. What people do is compared with a real one. */
class SimulatedHandsTest {
    private static final ContainerIdentity WEB = new ContainerIdentity(
            new ClusterId("c0ffee00-0000-0000-0000-000000000000"), new NodeName("core-01"),
            InstanceId.parse(new ProjectName("shop"), "web-1"), new Incarnation(1, 1),
            new SpecHash("00112233445566778899aabbccddeeff"), 7);

    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private final SimulatedContainerRuntime engine = new SimulatedContainerRuntime(timeline,
            timeline::advance, 4, 8_000_000_000L);
    private final SimulatedHands hands = engine.hands();
    private final List<String> deeds = new ArrayList<>();
    private int hints;

    @BeforeEach
    void watch() {
        hands.loadImage("web:1");
        hands.watch(deed -> deeds.add(deed.kind() + " " + deed.cause()));
        engine.events(() -> hints++);
    }

    @AfterEach
    void close() {
        timeline.close();
    }

    private ContainerRequest request(String... command) {
        return new ContainerRequest(WEB, "web:1", List.of(command), List.of(), List.of(),
                List.of(), Resources.NONE, "TERM", Duration.ofSeconds(1));
    }

    private String started(String... command) {
        String id = engine.create(request(command));
        engine.start(id);
        return id;
    }

    private ObservedContainer only() {
        assertThat(hands.containers(WEB.cluster(), WEB.node())).hasSize(1);
        return hands.containers(WEB.cluster(), WEB.node()).getFirst();
    }

    @Test
    void an_engine_that_was_killed_is_not_there_and_its_containers_run_on() {
        started();
        hands.killDaemon();
        hints = 0;

        assertThatThrownBy(() -> engine.list(WEB.cluster(), WEB.node()))
                .isInstanceOf(ContainerRuntimeUnavailableException.class);
        hands.exit(only().id(), 1);
        assertThat(hints).isZero();
        hands.startDaemon(true);
        assertThat(hints).isPositive();
    }

    @Test
    void an_engine_without_live_restore_ends_what_ran_when_it_comes_back() {
        started();
        hands.killDaemon();
        assertThat(only().state()).isEqualTo(State.RUNNING);
        hands.startDaemon(false);

        assertThat(only().state()).isEqualTo(State.EXITED);
        assertThat(only().exitCode()).isEqualTo(137);
        assertThat(deeds).containsExactly("CREATED CALL", "STARTED CALL", "EXITED ENGINE");
    }

    @Test
    void with_live_restore_nothing_has_happened() {
        started();
        ObservedContainer before = only();
        hands.killDaemon();
        hands.startDaemon(true);

        assertThat(only()).isEqualTo(before);
    }

    @Test
    void what_was_asked_of_an_engine_that_stands_still_is_done_when_it_goes_on() {
        hands.silence(true);
        assertThatThrownBy(() -> engine.create(request()))
                .isInstanceOf(ContainerRuntimeUnavailableException.class);
        assertThat(hands.containers(WEB.cluster(), WEB.node())).isEmpty();

        hands.silence(false);

        assertThat(only().state()).isEqualTo(State.CREATED);
    }

    @Test
    void what_was_asked_of_an_engine_that_is_then_killed_is_lost() {
        hands.silence(true);
        assertThatThrownBy(() -> engine.create(request()))
                .isInstanceOf(ContainerRuntimeUnavailableException.class);
        hands.killDaemon();
        hands.startDaemon(true);

        assertThat(hands.containers(WEB.cluster(), WEB.node())).isEmpty();
    }

    @Test
    void a_loss_of_power_ends_everything_also_what_stood_still() {
        hands.pause(started());
        hands.losePower();

        assertThat(only().state()).isEqualTo(State.EXITED);
        assertThat(deeds).endsWith("PAUSED HAND", "EXITED POWER");
    }

    @Test
    void who_does_not_heed_the_signal_is_killed_after_the_grace() {
        String id = started("sleep", "600");
        var before = timeline.now();
        engine.stop(id, "TERM", Duration.ofSeconds(7));

        assertThat(only().exitCode()).isEqualTo(137);
        assertThat(Duration.between(before, timeline.now())).isBetween(Duration.ofSeconds(7),
                Duration.ofSeconds(8));
        assertThat(deeds).endsWith("STOPPED CALL", "EXITED CALL");
    }

    @Test
    void a_program_that_ends_after_a_while_does_so() {
        started("sleep", "30");
        timeline.advance(Duration.ofSeconds(29));
        assertThat(only().state()).isEqualTo(State.RUNNING);
        timeline.advance(Duration.ofSeconds(2));

        assertThat(only().state()).isEqualTo(State.EXITED);
        assertThat(only().exitCode()).isZero();
        assertThat(deeds).endsWith("EXITED ITSELF");
    }

    @Test
    void somebody_may_tell_the_engine_to_start_it_anew_for_ever() {
        hands.keepRestarting(started());
        hands.exit(only().id(), 1);
        assertThat(only().state()).isEqualTo(State.EXITED);
        timeline.advance(Duration.ofSeconds(1));

        assertThat(only().state()).isEqualTo(State.RUNNING);
        assertThat(deeds).endsWith("EXITED ITSELF", "STARTED ENGINE");
    }

    @Test
    void what_could_not_be_removed_can_only_be_removed() {
        String id = started();
        hands.breakRemoval(id);

        assertThatThrownBy(() -> engine.start(id)).isInstanceOf(ContainerRuntimeException.class);
        engine.remove(id);
        assertThat(hands.containers(WEB.cluster(), WEB.node())).isEmpty();
    }

    @Test
    void labels_can_be_copied_and_a_renamed_container_frees_its_name() {
        String id = started();
        hands.make(WEB, "a copy");
        assertThat(hands.containers(WEB.cluster(), WEB.node())).extracting(
                ObservedContainer::identity).containsExactly(WEB, WEB);

        hands.rename(id, "something else");
        engine.create(request());
        assertThat(hands.containers(WEB.cluster(), WEB.node())).hasSize(3);
    }
}
