package orchestrator.reconciler.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.LeaseRecord;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Each;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does to a rollout, and what a view says of it. */
class RolloutWritesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ProjectName SHOP = new ProjectName("shop");
    private static final NodeName NODE = new NodeName("n1");

    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
    private final ClusterRecords records = new ClusterRecords(store);
    private final StoreClusterClient client = new StoreClusterClient(records, () -> {
        throw new IllegalStateException("nothing here needs a key");
    }, () -> NOON, Each.IN_TURN);

    @BeforeEach
    void found_a_cluster() {
        new ClusterBootstrap(records, () -> new ClusterId("c1")).open();
    }

    @Test
    void every_kept_revision_that_can_be_read_is_in_the_history() {
        Revision first = client.apply(draft(1), OptionalInt.empty());
        client.apply(draft(2), OptionalInt.of(1));
        Revision third = client.apply(draft(3), OptionalInt.of(2));
        store.commit(List.of(new StoreWrite.Update(Paths.revision(SHOP, 2), new byte[]{1}, 0)));

        assertThat(client.revisions(SHOP)).containsExactly(first, third);
        assertThat(client.revisions(new ProjectName("other"))).isEmpty();
    }

    @Test
    void a_pause_holds_the_current_revision_back_until_it_is_resumed() {
        client.apply(draft(1), OptionalInt.empty());

        assertThat(client.pause(SHOP, 1, "ada")).isTrue();
        assertThat(client.pause(SHOP, 1, "bob")).isFalse();
        assertThat(halted()).map(Reason::code).contains(ReasonCode.ROLLOUT_PAUSED);
        assertThat(halted()).map(Reason::text)
                .contains("ada paused the rollout of revision 1; orch resume lets it go on");

        assertThat(client.resume(SHOP, 1)).isTrue();
        assertThat(client.resume(SHOP, 1)).isFalse();
        assertThat(halted()).isEmpty();
    }

    @Test
    void a_new_revision_is_not_paused_any_more() {
        client.apply(draft(1), OptionalInt.empty());
        client.pause(SHOP, 1, "ada");

        client.apply(draft(2), OptionalInt.of(1));

        assertThat(halted()).isEmpty();
        assertThat(records.project(SHOP).orElseThrow().value().pause()).isEmpty();
    }

    @Test
    void whoever_pauses_another_revision_than_they_saw_is_told() {
        client.apply(draft(1), OptionalInt.empty());
        client.apply(draft(2), OptionalInt.of(1));

        assertThatThrownBy(() -> client.pause(SHOP, 1, "ada"))
                .isInstanceOf(ProjectChangedException.class)
                .hasMessageStartingWith("project shop is at revision 2 by now, not at 1");
        assertThatThrownBy(() -> client.resume(SHOP, 1))
                .isInstanceOf(ProjectChangedException.class);
        assertThatThrownBy(() -> client.pause(new ProjectName("other"), 1, "ada"))
                .isInstanceOf(ProjectChangedException.class)
                .hasMessageContaining("does not exist any more");
    }

    @Test
    void apply_keeps_the_restarts_of_the_draft() {
        client.apply(draft(1), OptionalInt.empty());
        Revision asked = draft(1);
        TreeMap<String, Integer> restarts = new TreeMap<>();
        restarts.put("lamp-1", 2);

        client.apply(new Revision(SHOP, 0, asked.who(), asked.when(), asked.from(), "restart",
                asked.file(), asked.text(), asked.files(), false, restarts), OptionalInt.of(1));

        assertThat(desired().restarts()).isEqualTo(restarts);
    }

    @Test
    void a_failed_revision_is_halted_only_where_something_ran_before_it() {
        client.apply(draft(1), OptionalInt.empty());
        client.apply(draft(2), OptionalInt.of(1));
        remember(new RolloutRecord(SHOP, 0, List.of(failed(2))));
        assertThat(halted()).isEmpty();

        remember(new RolloutRecord(SHOP, 1, List.of(failed(2))));

        assertThat(halted()).map(Reason::code).contains(ReasonCode.ROLLOUT_STOPPED);
        assertThat(halted().orElseThrow().text()).contains("lamp-1/mysql-1", "answered 500");
        assertThat(client.view().rollout(SHOP).good()).isEqualTo(1);
    }

    @Test
    void a_rollout_record_that_cannot_be_read_halts_its_project() {
        client.apply(draft(1), OptionalInt.empty());
        store.commit(List.of(new StoreWrite.Create(Paths.rollout(SHOP), new byte[]{1}, false)));

        assertThat(halted()).map(Reason::code).contains(ReasonCode.STORE_IN_DOUBT);
        assertThat(client.view().rollouts()).isEmpty();
    }

    @Test
    void the_good_revision_is_kept_however_old_it_is() {
        client.apply(draft(1), OptionalInt.empty());
        client.apply(draft(2), OptionalInt.of(1));
        remember(new RolloutRecord(SHOP, 2, List.of()));

        for (int number = 3; number <= 60; number++) {
            client.apply(draft(3), OptionalInt.of(number - 1));
        }

        assertThat(records.revisions(SHOP)).hasSize(51).startsWith(2, 11).endsWith(60);
    }

    @Test
    void no_revision_is_dropped_while_it_is_not_known_which_is_good() {
        store.commit(List.of(new StoreWrite.Create(Paths.rollout(SHOP), new byte[]{1}, false)));
        for (int number = 1; number <= 60; number++) {
            client.apply(draft(3), number == 1 ? OptionalInt.empty() : OptionalInt.of(number - 1));
        }

        assertThat(records.revisions(SHOP)).hasSize(60);
    }

    @Test
    void only_a_silent_node_can_be_confirmed_dead() {
        assertThatThrownBy(() -> client.confirmDead(NODE, "ada", "burnt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no node n1 in this cluster; orch nodes lists them");
        putNode();
        store.commit(List.of(new StoreWrite.Create(Paths.presence(NODE), new byte[0], true)));

        assertThatThrownBy(() -> client.confirmDead(NODE, "ada", "burnt"))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("node n1 is not dead: "
                        + "its agent has a session; orch drain n1 empties it");
        assertThat(records.intent(NODE)).isEmpty();
    }

    @Test
    void a_node_is_confirmed_dead_once_and_undrained_again() {
        putNode();

        assertThat(client.confirmDead(NODE, "ada", "burnt")).isTrue();
        assertThat(client.confirmDead(NODE, "bob", "me too")).isFalse();
        assertThat(client.drain(NODE, "bob", "as well")).isFalse();
        assertThat(records.intent(NODE).orElseThrow().value())
                .isEqualTo(NodeIntent.dead("ada", "burnt", NOON, 0));
        assertThat(client.undrain(NODE)).isTrue();
        assertThat(records.intent(NODE)).isEmpty();
    }

    @Test
    void a_node_that_came_back_in_between_is_confirmed_dead_anew() {
        putNode();
        client.confirmDead(NODE, "ada", "burnt");
        putNode();

        assertThat(isConfirmedDead()).isFalse();
        assertThat(client.confirmDead(NODE, "bob", "again")).isTrue();
        assertThat(records.intent(NODE).orElseThrow().value())
                .isEqualTo(NodeIntent.dead("bob", "again", NOON, 1));
        assertThat(isConfirmedDead()).isTrue();
    }

    @Test
    void a_word_that_meets_a_node_coming_back_is_not_written() {
        putNode();
        store.onCommit(_ -> {
            store.onCommit(_ -> InMemoryClusterStore.NextCommit.ANSWERED);
            putNode();
            store.commit(List.of(new StoreWrite.Create(Paths.presence(NODE), new byte[0], true)));
            return InMemoryClusterStore.NextCommit.ANSWERED;
        });

        assertThatThrownBy(() -> client.confirmDead(NODE, "ada", "burnt"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(records.intent(NODE)).isEmpty();
    }

    private boolean isConfirmedDead() {
        return client.view().observed().node(NODE).orElseThrow().isConfirmedDead();
    }

    @Test
    void of_a_silent_node_it_is_known_that_it_has_a_lease_but_not_that_it_is_over() {
        putNode();
        store.commit(List.of(records.put(Paths.lease(NODE), new LeaseRecord(NODE, "boot"),
                Optional.empty())));

        assertThat(client.view().observed().node(NODE).orElseThrow().lease())
                .contains(new NodeObservation.Lease(0, false));
    }

    @Test
    void a_drained_node_can_be_confirmed_dead() {
        putNode();
        client.drain(NODE, "ada", "new disk");

        assertThat(client.confirmDead(NODE, "bob", "never came back")).isTrue();

        assertThat(records.intent(NODE).orElseThrow().value())
                .isEqualTo(NodeIntent.dead("bob", "never came back", NOON, 0));
    }

    private Optional<Reason> halted() {
        return desired().halted();
    }

    private DesiredProject desired() {
        return client.view().desired().projects().getFirst();
    }

    private void remember(RolloutRecord record) {
        store.commit(List.of(records.put(Paths.rollout(SHOP), record, records.rollout(SHOP))));
    }

    private static Result failed(int revision) {
        return new Result(revision, Outcome.FAILED, NOON, Optional.of(new Failure(
                InstanceId.parse(SHOP, "lamp-1/mysql-1"), NODE, new Incarnation(1, 1),
                new Reason(ReasonCode.CHECK_FAILED, "answered 500"), Optional.empty(), List.of(),
                1, 1, Optional.empty())));
    }

    private void putNode() {
        store.commit(List.of(records.put(Paths.node(NODE), new NodeRecord(NODE,
                new Resources(1000, 1 << 30), new TreeMap<>(), "10.0.0.1", "10.0.0.1",
                "10.0.0.1:7070", 20000, 20999, "boot", "0.1.0", false), records.node(NODE))));
    }

    private static Revision draft(int copies) {
        String text = """
                project: shop
                services:
                  mysql: {image: "mysql:8.4"}
                stacks:
                  lamp: {mysql: 1}
                run:
                  lamp: %d
                """.formatted(copies);
        return new Revision(SHOP, 0, "ada", NOON, "laptop", "lamp " + copies, "shop.yml", text,
                new TreeMap<>(), false);
    }
}
