package orchestrator.reconciler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotReaderTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final NodeName NODE = new NodeName("n1");
    private static final ProjectName SHOP = new ProjectName("shop");

    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore writer = new InMemoryClusterStore(ensemble, Runnable::run);
    private final InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
    private final CountingStore counted = new CountingStore(store);
    private final ClusterRecords records = new ClusterRecords(writer);
    private final SnapshotReader reader = new SnapshotReader(new ClusterRecords(counted),
            Each.IN_TURN);
    private int wakes;

    @BeforeEach
    void found_a_cluster_with_one_node() {
        new ClusterBootstrap(records, () -> CLUSTER).open();
        put(Paths.node(NODE), node(4000), Optional.empty());
        writer.commit(List.of(new StoreWrite.Create(Paths.presence(NODE), new byte[0], true)));
        reader.start(_ -> wakes++);
    }

    @Test
    void sees_a_node_with_all_that_is_known_of_it() {
        put(Paths.assignment(NODE), new NodeAssignment(CLUSTER, 3, 7, List.of(), List.of()),
                Optional.empty());
        put(Paths.status(NODE), new NodeStatus(NODE, 7, List.of(), List.of(), Optional.empty()),
                Optional.empty());
        put(Paths.intent(NODE), new NodeIntent("ada", "disk", NOON), Optional.empty());

        ObservedState seen = read();

        assertThat(seen.cluster()).isEqualTo(CLUSTER);
        assertThat(seen.complete()).isTrue();
        assertThat(seen.takenAt()).isEqualTo(NOON);
        NodeObservation node = seen.node(NODE).orElseThrow();
        assertThat(node.node()).isEqualTo(node(4000));
        assertThat(node.silentSince()).isEmpty();
        assertThat(node.intent()).isPresent();
        assertThat(node.assignment().generation()).isEqualTo(7);
        assertThat(node.assignmentVersion()).isZero();
        assertThat(node.status().generation()).isEqualTo(7);
    }

    /** So many that some are on their way while others are looked at. */
    @Test
    void of_hundreds_of_nodes_each_record_is_read_once() {
        List<NodeName> all = IntStream.range(100, 500).mapToObj(i -> new NodeName("m" + i))
                .toList();
        all.forEach(name -> {
            put(Paths.node(name), new NodeRecord(name, Resources.NONE, new TreeMap<>(),
                    name + ".example", "127.0.0.1", "127.0.0.1:1", 1, 2, "boot", "1", true),
                    Optional.empty());
            put(Paths.status(name), new NodeStatus(name, 0, List.of(), List.of(),
                    Optional.empty()), Optional.empty());
        });
        counted.reads = 0;

        ObservedState seen = read();

        assertThat(seen.nodes()).hasSize(all.size() + 1);
        assertThat(seen.nodes()).filteredOn(node -> !node.name().equals(NODE)).allMatch(node -> node
                .node().address().equals(node.name() + ".example")
                && node.status().node().equals(node.name()));
        // of each the node, its status and its assignment; of the cluster itself one
        assertThat(counted.reads).isEqualTo(3 * seen.nodes().size() + 1);
    }

    private void assigned(long generation) {
        put(Paths.assignment(NODE),
                new NodeAssignment(CLUSTER, 3, generation, List.of(), List.of()),
                records.assignment(NODE));
    }

    private void acted(long generation) {
        put(Paths.status(NODE), new NodeStatus(NODE, generation, List.of(), List.of(),
                Optional.empty()), Optional.empty());
    }

    private void lose(String path) {
        writer.commit(List.of(new StoreWrite.Delete(path,
                writer.read(path).orElseThrow().version())));
    }

    @Test
    void an_assignment_that_was_there_and_is_gone_is_doubt() {
        assigned(7);
        assertThat(read().complete()).isTrue();
        lose(Paths.assignment(NODE));

        ObservedState seen = read();
        assertThat(seen.complete()).isFalse();
        assertThat(seen.node(NODE).orElseThrow().doubt()).hasValueSatisfying(why -> assertThat(
                why.text()).isEqualTo("the newest assignment of n1 cannot be read"));
        assigned(8);
        assertThat(read().complete()).isTrue();
    }

    @Test
    void an_assignment_that_was_written_and_never_seen_is_doubt() {
        reader.wrote(NODE, new NodeAssignment(CLUSTER, 1, 1, List.of(), List.of()), 0);

        assertThat(read().complete()).isFalse();
    }

    @Test
    void an_assignment_older_than_what_its_agent_has_done_is_doubt() {
        assigned(7);
        acted(8);

        assertThat(read().complete()).isFalse();
    }

    @Test
    void an_agent_that_is_frozen_by_an_older_assignment_says_itself_why() {
        Reason older = new Reason(ReasonCode.FROZEN, "the store is older than what I have seen");
        assigned(7);
        put(Paths.status(NODE), new NodeStatus(NODE, 8, List.of(), List.of(),
                Optional.of(older)), Optional.empty());

        assertThat(read().node(NODE).orElseThrow().doubt()).hasValueSatisfying(
                why -> assertThat(why.text()).isEqualTo(older.text()));
    }

    @Test
    void what_an_agent_did_counts_no_more_once_a_person_calls_its_node_dead() {
        acted(8);
        lose(Paths.presence(NODE));
        put(Paths.intent(NODE), NodeIntent.dead("ada", "burnt down", NOON, 0), Optional.empty());

        assertThat(read().complete()).isTrue();
    }

    @Test
    void a_node_without_records_of_its_own_has_nothing_to_do() {
        NodeObservation node = read().node(NODE).orElseThrow();

        assertThat(node.assignment()).isEqualTo(NodeAssignment.none(CLUSTER));
        assertThat(node.assignmentVersion()).isEqualTo(NodeObservation.NO_RECORD);
        assertThat(node.status()).isEqualTo(NodeStatus.none(NODE));
    }

    @Test
    void tells_a_status_of_before_its_node_came_back_from_one_of_since() {
        assertThat(read().node(NODE).orElseThrow().reported()).isTrue();
        acted(0);
        assertThat(read().node(NODE).orElseThrow().reported()).isTrue();
        put(Paths.node(NODE), node(4000), records.node(NODE));
        assertThat(read().node(NODE).orElseThrow().reported()).isFalse();
        put(Paths.status(NODE), NodeStatus.none(NODE), records.status(NODE));
        assertThat(read().node(NODE).orElseThrow().reported()).isTrue();
    }

    @Test
    void asks_since_when_an_absent_node_is_silent() {
        read();
        writer.expire();

        ObservedState seen = reader.read(0, 0, NOON,
                silent(NOON.minusSeconds(9)));

        assertThat(seen.node(NODE).orElseThrow().silentSince()).contains(NOON.minusSeconds(9));
    }

    @Test
    void reads_again_only_what_changed() {
        NodeName other = new NodeName("n2");
        put(Paths.node(other), node(1000), Optional.empty());
        read();
        counted.reads = 0;

        assertThat(read()).isEqualTo(read());
        assertThat(counted.reads).isZero();
        put(Paths.node(NODE), node(8000), records.node(NODE));

        assertThat(read().node(NODE).orElseThrow().node()).isEqualTo(node(8000));
        assertThat(counted.reads).isEqualTo(1);
        assertThat(wakes).isPositive();
    }

    @Test
    void finds_what_no_watch_told_of_after_a_resync() {
        read();
        store.setDropHints(true);
        put(Paths.node(NODE), node(8000), records.node(NODE));
        assertThat(read().node(NODE).orElseThrow().node()).isEqualTo(node(4000));

        reader.resync();

        assertThat(read().node(NODE).orElseThrow().node()).isEqualTo(node(8000));
    }

    @Test
    void finds_what_changed_while_the_session_was_cut() {
        read();
        store.suspend();
        put(Paths.node(NODE), node(8000), records.node(NODE));
        store.reconnect();

        assertThat(read().node(NODE).orElseThrow().node()).isEqualTo(node(8000));
    }

    @Test
    void sees_what_its_caller_wrote_without_waiting_for_a_watch() {
        read();
        store.setDropHints(true);
        put(Paths.node(NODE), node(8000), records.node(NODE));

        reader.changed(Paths.node(NODE));

        assertThat(read().node(NODE).orElseThrow().node()).isEqualTo(node(8000));
    }

    @Test
    void a_failed_read_loses_no_hint() {
        read();
        put(Paths.node(NODE), node(8000), records.node(NODE));
        store.setUnavailable(true);
        assertThatThrownBy(this::read).isInstanceOf(StoreUnavailableException.class);
        store.setUnavailable(false);

        assertThat(read().node(NODE).orElseThrow().node()).isEqualTo(node(8000));
    }

    @Test
    void a_damaged_status_is_doubt_of_that_node_alone() {
        damage(Paths.status(NODE), Optional.empty());

        ObservedState seen = read();

        assertThat(seen.complete()).isTrue();
        assertThat(seen.node(NODE).orElseThrow().doubt()).map(Reason::text)
                .contains("the record of its status cannot be read");
    }

    @Test
    void what_was_last_read_of_a_node_is_kept_while_its_records_are_damaged() {
        NodeStatus status = new NodeStatus(NODE, 7, List.of(), List.of(), Optional.empty());
        NodeIntent intent = new NodeIntent("ada", "disk", NOON);
        assigned(7);
        put(Paths.status(NODE), status, Optional.empty());
        put(Paths.intent(NODE), intent, Optional.empty());
        read();
        damage(Paths.status(NODE), records.status(NODE));
        damage(Paths.intent(NODE), records.intent(NODE));

        NodeObservation node = read().node(NODE).orElseThrow();
        assertThat(node.doubt()).isPresent();
        assertThat(node.status().generation()).isEqualTo(7);
        assertThat(node.intent()).contains(intent);

        int version = store.read(Paths.status(NODE)).orElseThrow().version();
        put(Paths.status(NODE), status, Optional.of(new Versioned<>(status, version, 0)));
        version = store.read(Paths.intent(NODE)).orElseThrow().version();
        writer.commit(List.of(new StoreWrite.Delete(Paths.intent(NODE), version)));
        assertThat(read().node(NODE).orElseThrow().doubt()).isEmpty();
        assertThat(read().node(NODE).orElseThrow().intent()).isEmpty();
    }

    @Test
    void a_damaged_wish_to_drain_is_doubt_of_that_node_alone() {
        damage(Paths.intent(NODE), Optional.empty());

        ObservedState seen = read();

        assertThat(seen.complete()).isTrue();
        assertThat(seen.node(NODE).orElseThrow().doubt()).map(Reason::text)
                .contains("the record of its draining cannot be read");
    }

    @Test
    void a_damaged_secret_has_a_value_of_which_nobody_knows_the_version() {
        SecretId id = new SecretId(SHOP, "lamp-3", new SecretName("db-password"));
        writer.commit(List.of(new StoreWrite.Create(Paths.secrets(SHOP), new byte[0], false)));
        damage(Paths.secret(id), Optional.empty());

        ObservedState seen = read();

        assertThat(seen.complete()).isTrue();
        assertThat(seen.secrets()).containsExactly(
                new ObservedState.KnownSecret(id, ObservedState.KnownSecret.UNREADABLE));
    }

    @Test
    void a_node_with_a_damaged_assignment_is_left_out_so_that_nobody_writes_over_it() {
        writer.commit(List.of(new StoreWrite.Create(Paths.assignment(NODE), new byte[]{1}, false)));

        ObservedState seen = read();

        assertThat(seen.complete()).isFalse();
        assertThat(seen.nodes()).isEmpty();
    }

    @Test
    void an_assignment_of_a_node_that_is_not_known_is_doubt() {
        put("/assignments/gone", NodeAssignment.none(CLUSTER), Optional.empty());

        assertThat(read().complete()).isFalse();
    }

    @Test
    void an_emptied_store_is_doubt() {
        read();
        ensemble.restore(new TreeMap<>());

        ObservedState seen = read();

        assertThat(seen.complete()).isFalse();
        assertThat(seen.cluster()).isEqualTo(SnapshotReader.NO_CLUSTER);
    }

    @Test
    void knows_the_version_of_every_secret_and_not_its_value() {
        SecretId id = new SecretId(SHOP, "lamp-3", new SecretName("db-password"));
        writer.commit(List.of(new StoreWrite.Create(Paths.secrets(SHOP), new byte[0], false)));
        put(Paths.secret(id), new SealedSecret(id, 4, new byte[12], new byte[16], true),
                Optional.empty());

        assertThat(read().secrets()).containsExactly(new ObservedState.KnownSecret(id, 4));
    }

    @Test
    void a_project_that_cannot_be_read_is_named_and_one_that_is_deleted_wants_nothing() {
        ProjectName broken = new ProjectName("broken");
        putProject(SHOP, new Revision(SHOP, 2, "ada", NOON, "laptop", "delete", "shop.yaml", "",
                new TreeMap<>(), true));
        writer.commit(List.of(new StoreWrite.Create(Paths.project(broken), new byte[]{1}, false)));

        Declared declared = reader.readDeclared();

        assertThat(declared.unreadable()).containsExactly(broken);
        assertThat(declared.projects()).singleElement().extracting(each -> each.record())
                .isEqualTo(new ProjectRecord(SHOP, 2));
        assertThat(declared.desired().projects()).singleElement()
                .matches(each -> each.run().isEmpty() && each.revision() == 2);
    }

    private void putProject(ProjectName project, Revision revision) {
        put(Paths.project(project), new ProjectRecord(project, revision.number()),
                Optional.empty());
        writer.commit(List.of(
                new StoreWrite.Create(Paths.revisions(project), new byte[0], false)));
        put(Paths.revision(project, revision.number()), revision, Optional.empty());
    }

    private void put(String path, Object value, Optional<? extends Versioned<?>> current) {
        writer.commit(List.of(records.put(path, value, current)));
    }

    private void damage(String path, Optional<? extends Versioned<?>> current) {
        byte[] data = {1};
        writer.commit(List.of(current
                .<StoreWrite>map(found -> new StoreWrite.Update(path, data, found.version()))
                .orElseGet(() -> new StoreWrite.Create(path, data, false))));
    }

    private ObservedState read() {
        return reader.read(0, 0, NOON,
                silent(NOON));
    }

    private static Silence silent(Instant since) {
        return new Silence() {
            @Override
            public Optional<Instant> since(NodeName node, boolean present) {
                return present ? Optional.empty() : Optional.of(since);
            }

            @Override
            public Optional<NodeObservation.Lease> lease(NodeName node) {
                return Optional.empty();
            }
        };
    }

    private static NodeRecord node(int milliCpu) {
        return new NodeRecord(NODE, new Resources(milliCpu, 1 << 30), new TreeMap<>(), "10.0.0.1",
                "10.0.0.1", "10.0.0.1:7070", 20000, 20999, "boot", "0.1.0", false);
    }
}
