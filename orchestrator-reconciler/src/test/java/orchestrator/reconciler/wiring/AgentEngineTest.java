package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import orchestrator.reconciler.disk.WholeFiles;
import orchestrator.reconciler.runtime.ContainerRuntime.EngineFacts;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import orchestrator.reconciler.simulation.disk.SimulatedDisk;
import org.junit.jupiter.api.Test;

class AgentEngineTest {
    private static final EngineFacts MACHINE = new EngineFacts("docker", "28.2.2", 4, 8L << 30);

    private final SimulatedDisk disk = new SimulatedDisk(new Random(1), _ -> {});
    private int pauses;
    private final AgentEngine engine = new AgentEngine(new WholeFiles(disk), () -> pauses++);

    /** An engine that is down at first, as often as there are empty answers. */
    private EngineFacts ask(List<Optional<EngineFacts>> answers) {
        Deque<Optional<EngineFacts>> left = new ArrayDeque<>(answers);
        return engine.facts(() -> left.remove().orElseThrow(
                () -> new ContainerRuntimeUnavailableException("it does not answer", null)));
    }

    @Test
    void an_engine_that_was_never_seen_is_waited_for() {
        assertThat(ask(List.of(Optional.empty(), Optional.empty(), Optional.of(MACHINE))))
                .isEqualTo(MACHINE);
        assertThat(pauses).isEqualTo(2);
    }

    @Test
    void a_node_whose_engine_was_seen_before_begins_without_it() {
        ask(List.of(Optional.of(MACHINE)));

        assertThat(ask(List.of(Optional.empty()))).isEqualTo(MACHINE);
        assertThat(pauses).isZero();
    }

    @Test
    void what_was_damaged_is_not_believed_and_what_cannot_be_kept_is_done_without() {
        ask(List.of(Optional.of(MACHINE)));
        disk.rot("machine");
        disk.fill(true);

        assertThat(ask(List.of(Optional.empty(), Optional.of(MACHINE)))).isEqualTo(MACHINE);
        assertThat(pauses).isEqualTo(1);
    }
}
