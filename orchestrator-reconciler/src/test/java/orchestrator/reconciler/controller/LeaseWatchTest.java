package orchestrator.reconciler.controller;

import static orchestrator.reconciler.controller.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.LeaseRecord;
import orchestrator.core.model.LeaseTerms;
import orchestrator.core.model.NodeName;
import orchestrator.core.state.NodeObservation.Lease;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseWatchTest {
    private static final NodeName ONE = new NodeName("core-01");
    private static final Duration OVER = LeaseTerms.over();

    private final InMemoryClusterStore store = new InMemoryClusterStore(new InMemoryEnsemble(),
            Runnable::run);
    private final ClusterRecords records = new ClusterRecords(store);
    private final LeaseWatch leases = new LeaseWatch(store);

    @BeforeEach
    void begin() {
        new ClusterBootstrap(records, () -> Sample.CLUSTER).open();
        leases.start(() -> {});
    }

    private void renew() {
        store.commit(List.of(records.put(Paths.lease(ONE), new LeaseRecord(ONE, "boot"),
                records.lease(ONE))));
    }

    @Test
    void a_lease_is_over_a_whole_length_and_the_drift_after_it_was_seen() {
        renew();
        leases.look(NOON);

        assertThat(leases.lease(ONE, NOON.plus(OVER).minusMillis(1)))
                .contains(new Lease(0, false));
        assertThat(leases.nextEnd(List.of(ONE), NOON.plusSeconds(20)))
                .contains(Duration.ofMillis(200));
        assertThat(leases.lease(ONE, NOON.plus(OVER))).contains(new Lease(0, true));
        assertThat(leases.nextEnd(List.of(ONE), NOON.plus(OVER))).isEmpty();
    }

    @Test
    void a_renewal_makes_the_time_begin_anew_and_the_same_one_does_not() {
        renew();
        leases.look(NOON);
        renew();
        leases.look(NOON.plusSeconds(9));
        leases.distrust();
        leases.look(NOON.plusSeconds(15));

        assertThat(leases.lease(ONE, NOON.plus(OVER))).contains(new Lease(1, false));
        assertThat(leases.lease(ONE, NOON.plusSeconds(9).plus(OVER)))
                .contains(new Lease(1, true));
    }

    @Test
    void a_server_that_begins_waits_the_whole_time_again() {
        renew();
        leases.look(NOON);
        LeaseWatch next = new LeaseWatch(store);
        next.look(NOON.plusSeconds(19));

        assertThat(next.lease(ONE, NOON.plusSeconds(30))).contains(new Lease(0, false));
    }

    @Test
    void so_does_one_whose_session_is_another() {
        renew();
        leases.look(NOON);
        store.expire();
        store.reconnect();
        leases.look(NOON.plusSeconds(19));

        assertThat(leases.lease(ONE, NOON.plusSeconds(30))).contains(new Lease(0, false));
    }

    @Test
    void a_node_that_never_held_one_has_none() {
        leases.look(NOON);

        assertThat(leases.lease(ONE, NOON.plusSeconds(60))).isEqualTo(Optional.empty());
    }
}
