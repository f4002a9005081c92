package orchestrator.reconciler.controller;

import static orchestrator.reconciler.simulation.SimulatedTimeline.START;
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
import orchestrator.reconciler.simulation.SimulatedTimeline;
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
    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private final LeaseWatch leases = new LeaseWatch(store, timeline);

    @BeforeEach
    void begin() {
        new ClusterBootstrap(records, () -> Sample.CLUSTER).open();
        leases.start(() -> {});
    }

    private void renew() {
        store.commit(List.of(records.put(Paths.lease(ONE), new LeaseRecord(ONE, "boot"),
                records.lease(ONE))));
    }

    private void passTo(long seconds) {
        timeline.advance(Duration.between(timeline.now(), START.plusSeconds(seconds)));
    }

    @Test
    void a_lease_is_over_a_whole_length_and_the_drift_after_it_was_seen() {
        renew();
        leases.look();

        assertThat(leases.lease(ONE, START.plus(OVER).minusMillis(1)))
                .contains(new Lease(0, false));
        assertThat(leases.nextEnd(List.of(ONE), START.plusSeconds(20)))
                .contains(Duration.ofMillis(200));
        assertThat(leases.lease(ONE, START.plus(OVER))).contains(new Lease(0, true));
        assertThat(leases.nextEnd(List.of(ONE), START.plus(OVER))).isEmpty();
    }

    @Test
    void a_renewal_makes_the_time_begin_anew_and_the_same_one_does_not() {
        renew();
        leases.look();
        renew();
        passTo(9);
        leases.look();
        leases.distrust();
        passTo(15);
        leases.look();

        assertThat(leases.lease(ONE, START.plus(OVER))).contains(new Lease(1, false));
        assertThat(leases.lease(ONE, START.plusSeconds(9).plus(OVER)))
                .contains(new Lease(1, true));
    }

    @Test
    void a_server_that_begins_waits_the_whole_time_again() {
        renew();
        leases.look();
        LeaseWatch next = new LeaseWatch(store, timeline);
        passTo(19);
        next.look();

        assertThat(next.lease(ONE, START.plusSeconds(30))).contains(new Lease(0, false));
    }

    @Test
    void so_does_one_whose_session_is_another() {
        renew();
        leases.look();
        store.expire();
        store.reconnect();
        passTo(19);
        leases.look();

        assertThat(leases.lease(ONE, START.plusSeconds(30))).contains(new Lease(0, false));
    }

    @Test
    void a_node_that_never_held_one_has_none() {
        leases.look();

        assertThat(leases.lease(ONE, START.plusSeconds(60))).isEqualTo(Optional.empty());
    }

    @Test
    void a_renewal_that_came_while_it_was_read_for_is_not_dated_before_it() {
        renew();
        store.onRead(_ -> {
            store.onRead(_ -> {});
            passTo(8);
            renew();
        });
        leases.look();

        assertThat(leases.lease(ONE, START.plus(OVER).plusSeconds(7)))
                .contains(new Lease(1, false));
        assertThat(leases.lease(ONE, START.plus(OVER).plusSeconds(8)))
                .contains(new Lease(1, true));
    }

    @Test
    void what_was_read_across_the_end_of_a_session_is_forgotten() {
        renew();
        store.onRead(_ -> {
            store.onRead(_ -> {});
            store.expire();
            store.reconnect();
        });
        leases.look();

        assertThat(leases.lease(ONE, START.plusSeconds(60))).isEmpty();
        passTo(5);
        leases.look();
        assertThat(leases.lease(ONE, START.plus(OVER).plusSeconds(4)))
                .contains(new Lease(0, false));
    }
}
