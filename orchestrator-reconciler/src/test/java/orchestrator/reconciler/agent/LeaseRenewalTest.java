package orchestrator.reconciler.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.LeaseRecord;
import orchestrator.core.model.LeaseTerms;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.Resources;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.LeaseGroup;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseRenewalTest {
    private static final NodeName NODE = new NodeName("core-01");
    private static final LeaseGroup GROUP = new LeaseGroup(
            new ClusterId("5d3a8f10-0000-4000-8000-000000000001"), NODE);
    private static final Optional<StoreLook.Held> OURS = Optional.of(
            new StoreLook.Held(1, 0, Optional.empty()));

    private final InMemoryClusterStore store = new InMemoryClusterStore(new InMemoryEnsemble(),
            Runnable::run);
    private final ClusterRecords records = new ClusterRecords(store);
    private final Told fencer = new Told();
    private final LeaseRenewal renewal = new LeaseRenewal(records, self("boot"), fencer);

    /** Keeps what it is told, and ends nothing. */
    private static final class Told implements Fencer {
        private Duration now = Duration.ofSeconds(100);
        private Optional<Duration> permitted = Optional.empty();

        @Override
        public Duration clock() {
            return now;
        }

        @Override
        public String machine() {
            return "machine";
        }

        @Override
        public Optional<Duration> permitted(LeaseGroup group) {
            return permitted;
        }

        @Override
        public Sight watch(LeaseGroup group) {
            return new Sight(Optional.empty(), 0);
        }

        @Override
        public void permit(LeaseGroup group, Duration deadline) {
            permitted = Optional.of(deadline);
        }

        @Override
        public void release(LeaseGroup group) {
            permitted = Optional.empty();
        }
    }

    @BeforeEach
    void registerTheNode() {
        new ClusterBootstrap(records, GROUP::cluster).open();
        store.commit(List.of(records.put(Paths.node(NODE), self("boot"), Optional.empty())));
    }

    private static NodeRecord self(String process) {
        return new NodeRecord(NODE, new Resources(4000, 1), new TreeMap<>(), "10.0.0.1",
                "127.0.0.1", "10.0.0.1:7000", 20_000, 20_999, process, "test", true);
    }

    private LeaseNeed clean() {
        return new LeaseNeed(GROUP, true, true, fencer.now, false);
    }

    private LeaseRenewal.Result attempt(LeaseNeed need) {
        return renewal.attempt(need, OURS);
    }

    private void pass(Duration duration) {
        fencer.now = fencer.now.plus(duration);
    }

    @Test
    void a_lease_that_stands_is_renewed_whatever_runs() {
        assertThat(attempt(clean())).isInstanceOf(LeaseRenewal.Result.Renewed.class);
        pass(LeaseTerms.RENEWED_EVERY);

        assertThat(attempt(new LeaseNeed(GROUP, true, false, fencer.now, false)))
                .isEqualTo(new LeaseRenewal.Result.Renewed(
                        LeaseTerms.deadline(fencer.now), true));
    }

    @Test
    void that_nothing_ran_while_a_lease_stood_says_nothing_once_it_is_over() {
        attempt(clean());
        LeaseNeed before = clean();
        pass(LeaseTerms.LENGTH);

        assertThat(attempt(before)).isInstanceOfSatisfying(LeaseRenewal.Result.Refused.class,
                refused -> assertThat(refused.why()).contains("not gone yet"));
        assertThat(attempt(clean())).isEqualTo(new LeaseRenewal.Result.Renewed(
                LeaseTerms.deadline(fencer.now), false));
    }

    @Test
    void a_lease_that_ends_while_it_is_renewed_is_not_begun_anew_by_what_was_seen_before() {
        attempt(clean());
        LeaseNeed before = clean();
        store.onCommit(_ -> {
            pass(LeaseTerms.LENGTH);
            return InMemoryClusterStore.NextCommit.ANSWERED;
        });

        assertThat(attempt(before)).isInstanceOfSatisfying(LeaseRenewal.Result.Refused.class,
                refused -> assertThat(refused.why()).contains("ran out while it was renewed"));
    }

    @Test
    void the_record_names_the_process_and_an_agent_begun_anew_goes_on_with_it() {
        attempt(clean());
        assertThat(records.lease(NODE).orElseThrow().value().holder()).isEqualTo("machine/boot");
        LeaseRenewal next = new LeaseRenewal(records, self("next"), fencer);

        assertThat(next.attempt(clean(), OURS)).isInstanceOf(LeaseRenewal.Result.Renewed.class);
        assertThat(records.lease(NODE).orElseThrow().value().holder()).isEqualTo("machine/next");
    }

    @Test
    void the_lease_of_another_fencer_on_this_machine_is_not_taken_over() {
        store.commit(List.of(records.put(Paths.lease(NODE),
                new LeaseRecord(NODE, "machine 2/other"), Optional.empty())));

        assertThat(attempt(clean())).isInstanceOf(LeaseRenewal.Result.Refused.class);
    }

    @Test
    void what_another_machine_holds_ends_in_time_for_who_has_looked_before_it_was_needed() {
        store.commit(List.of(records.put(Paths.lease(NODE),
                new LeaseRecord(NODE, "machine before its boot/other"), Optional.empty())));
        renewal.look();
        pass(LeaseTerms.over().minusMillis(1));
        assertThat(attempt(clean())).isInstanceOf(LeaseRenewal.Result.Refused.class);

        pass(Duration.ofMillis(1));
        assertThat(attempt(clean())).isInstanceOf(LeaseRenewal.Result.Renewed.class);
    }
}
