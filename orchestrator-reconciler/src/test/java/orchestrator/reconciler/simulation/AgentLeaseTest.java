package orchestrator.reconciler.simulation;

import static orchestrator.reconciler.simulation.SimulatedNode.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.LeaseRecord;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.reconciler.runtime.ContainerRequest.EnvironmentVariable;
import orchestrator.reconciler.store.Paths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node with work under a lease, and a leader whose part the test plays. */
class AgentLeaseTest {
    private static final String LEDGER = "ledger-1";
    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir
    private Path directory;

    private SimulatedNode started(Exclusive exclusive) {
        SimulatedNode node = new SimulatedNode(1, directory);
        node.add(node.assign(LEDGER, 1, Specs.plain("ledger:1"))
                .withUpkeep(new Upkeep(Duration.ZERO, Optional.empty(), exclusive)));
        node.publish();
        node.startAgent();
        return node;
    }

    @Test
    void it_begins_under_a_lease_in_a_group_of_its_own_and_is_told_its_number() {
        SimulatedNode node = started(Exclusive.LEASE);
        node.untilIs(LEDGER, Phase.READY);

        assertThat(node.engine.hands().request(node.container(LEDGER).id()).leased()).isTrue();
        assertThat(node.engine.hands().request(node.container(LEDGER).id()).environment())
                .contains(new EnvironmentVariable("ORCH_FENCING_TOKEN", "1.1"));
        assertThat(node.leader.lease(NAME)).isPresent();
    }

    @Test
    void what_keeps_its_node_is_told_its_number_and_needs_no_lease() {
        SimulatedNode node = started(Exclusive.KEEP);
        node.untilIs(LEDGER, Phase.READY);

        assertThat(node.engine.hands().request(node.container(LEDGER).id()).leased()).isFalse();
        assertThat(node.engine.hands().request(node.container(LEDGER).id()).environment())
                .contains(new EnvironmentVariable("ORCH_FENCING_TOKEN", "1.1"));
        assertThat(node.leader.lease(NAME)).isEmpty();
    }

    @Test
    void after_a_lease_that_broke_nothing_begins_by_what_was_read_before_it() {
        SimulatedNode node = started(Exclusive.LEASE);
        node.untilIs(LEDGER, Phase.READY);
        node.store.suspend();
        node.timeline.runUntil(() -> node.now().isEmpty(), LONG);
        node.store.setDropHints(true);
        boolean[] given = {false};
        node.leader.store().watch(Paths.lease(NAME), _ -> {
            if (!given[0]) {
                given[0] = true;
                node.bury(LEDGER, 1);
                node.publish();
            }
        });
        boolean[] began = {false};
        node.timeline.afterEach(() -> began[0] |= given[0] && !node.now().isEmpty());

        node.store.reconnect();
        node.timeline.runUntil(() -> given[0], LONG);
        node.timeline.advance(LONG);
        assertThat(began[0]).isFalse();
    }

    @Test
    void the_lease_of_another_machine_is_waited_for() {
        SimulatedNode node = new SimulatedNode(1, directory);
        node.put(Paths.lease(NAME), new LeaseRecord(NAME, "another-machine"), Optional.empty());
        node.add(node.assign(LEDGER, 1, Specs.plain("ledger:1")).withUpkeep(
                new Upkeep(Duration.ZERO, Optional.empty(), Exclusive.LEASE)));
        node.publish();
        node.startAgent();
        node.timeline.advance(Duration.ofSeconds(20));

        assertThat(node.now()).isEmpty();
        assertThat(node.row(LEDGER).orElseThrow().reason().code())
                .isEqualTo(ReasonCode.LEASE_NOT_HELD);
        assertThat(node.row(LEDGER).orElseThrow().reason().text()).contains("another machine");
        node.untilIs(LEDGER, Phase.READY);
    }

    @Test
    void another_agent_that_renews_it_takes_it_away() {
        SimulatedNode node = started(Exclusive.LEASE);
        node.untilIs(LEDGER, Phase.READY);
        for (int second = 0; second < 30; second++) {
            node.put(Paths.lease(NAME), new LeaseRecord(NAME, "another-machine"),
                    node.leader.lease(NAME));
            node.timeline.advance(Duration.ofSeconds(1));
        }

        assertThat(node.now()).isEqualTo(List.of());
        assertThat(node.row(LEDGER).orElseThrow().reason().code())
                .isEqualTo(ReasonCode.LEASE_NOT_HELD);
    }
}
