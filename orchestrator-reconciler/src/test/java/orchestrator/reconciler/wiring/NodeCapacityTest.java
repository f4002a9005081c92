package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.core.model.Resources;
import orchestrator.reconciler.runtime.ContainerRuntime.EngineFacts;
import org.junit.jupiter.api.Test;

class NodeCapacityTest {
    private static final long GIB = 1L << 30;
    private static final EngineFacts LAPTOP = new EngineFacts("docker", "20.10", 2, 8 * GIB);

    @Test
    void nodes_on_one_machine_share_its_memory_and_each_offer_all_of_its_cpus() {
        assertThat(NodeCapacity.ofShare(LAPTOP, 4)).isEqualTo(new Resources(2000, 2 * GIB));
    }

    @Test
    void a_share_is_never_too_small_for_an_ordinary_service() {
        assertThat(NodeCapacity.ofShare(LAPTOP, 24)).isEqualTo(new Resources(2000, GIB / 2));
    }

    @Test
    void a_node_of_its_own_offers_the_machine_or_what_was_said() {
        assertThat(NodeCapacity.ofMachine(LAPTOP, Resources.NONE))
                .isEqualTo(new Resources(2000, 8 * GIB));
        assertThat(NodeCapacity.ofMachine(LAPTOP, new Resources(1500, 0)))
                .isEqualTo(new Resources(1500, 8 * GIB));
        assertThat(NodeCapacity.ofMachine(LAPTOP, new Resources(0, GIB)))
                .isEqualTo(new Resources(2000, GIB));
    }
}
