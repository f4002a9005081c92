package orchestrator.reconciler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.ProjectRecord.Pause;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What did not change is the same object, and what is kept is what a reader without a past sees. */
class SnapshotIdentityTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final int NODES = 12;
    private static final int PROJECTS = 4;

    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore writer = new InMemoryClusterStore(ensemble, Runnable::run);
    private final InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
    private final CountingStore counted = new CountingStore(store);
    private final ClusterRecords records = new ClusterRecords(writer);
    private final LastFirst each = new LastFirst();
    private final SnapshotReader reader = new SnapshotReader(new ClusterRecords(counted), each);
    private final SortedSet<NodeName> touched = new TreeSet<>();
    private final SortedSet<ProjectName> touchedProjects = new TreeSet<>();

    @BeforeEach
    void found_a_cluster() {
        new ClusterBootstrap(records, () -> CLUSTER).open();
        reader.start(_ -> {});
    }

    @Test
    void nothing_is_asked_when_nothing_was_written() {
        for (int i = 0; i < NODES; i++) {
            join(node(i));
        }
        apply(project(0), 1);
        look();
        reader.audit();
        look();
        reader.audit();
        counted.reads = 0;
        counted.lists = 0;
        counted.looks = 0;

        Look before = look();
        reader.audit();
        Look after = look();

        assertThat(counted.reads).isZero();
        assertThat(counted.lists).isZero();
        assertThat(counted.looks).isZero();
        assertThat(after.observed().nodes()).isSameAs(before.observed().nodes());
        assertThat(after.observed().secrets()).isSameAs(before.observed().secrets());
        assertThat(after.declared()).isSameAs(before.declared());
    }

    @Test
    void a_change_is_read_and_nothing_else_is() {
        for (int i = 0; i < NODES; i++) {
            join(node(i));
        }
        Look before = look();
        counted.reads = 0;
        counted.lists = 0;
        report(node(3), 1);

        Look after = look();

        assertThat(counted.reads).isEqualTo(1);
        assertThat(counted.lists).isZero();
        IntStream.range(0, NODES).filter(i -> i != 3).forEach(
                i -> assertThat(after.observed().nodes().get(i))
                        .isSameAs(before.observed().nodes().get(i)));
    }

    /** Nobody may count on an order of what is taken apart at once. */
    private static final class LastFirst implements Each {
        private int asked;

        @Override
        public <T, R> Supplier<List<R>> begin(List<T> all, Function<T, R> pure) {
            asked += all.size();
            Supplier<List<R>> turned = IN_TURN.begin(all.reversed(), pure);
            return () -> turned.get().reversed();
        }
    }

    @Test
    void records_of_nodes_are_taken_apart_together_and_not_again_while_they_are_the_same() {
        IntStream.range(0, NODES).forEach(i -> join(node(i)));
        assign(node(2));
        look();
        assertThat(each.asked).isEqualTo(NODES + 1);

        reader.resync();
        each.asked = 0;
        Look before = look();
        assertThat(each.asked).isZero();

        assign(node(2));
        report(node(5), 1);
        reader.resync();
        Look after = look();
        assertThat(each.asked).isEqualTo(2);
        assertThat(after.observed().node(node(2)))
                .isNotEqualTo(before.observed().node(node(2)));
    }

    @Test
    void an_intent_is_asked_for_only_where_there_is_one() {
        IntStream.range(0, NODES).forEach(i -> join(node(i)));
        put(node(3), Paths.intent(node(3)), new NodeIntent("ada", "disk", NOON));
        look();
        reader.resync();
        counted.reads = 0;
        look();
        int one = counted.reads;
        put(node(4), Paths.intent(node(4)), new NodeIntent("ada", "disk", NOON));
        reader.resync();
        counted.reads = 0;

        ObservedState seen = look().observed();

        assertThat(counted.reads).isEqualTo(one + 1);
        assertThat(seen.nodes().stream().filter(each -> each.intent().isPresent()))
                .extracting(NodeObservation::name).containsExactly(node(3), node(4));
    }

    @Test
    void an_intent_that_came_again_unseen_is_read_anew() {
        join(node(0));
        put(node(0), Paths.intent(node(0)), new NodeIntent("ada", "disk", NOON));
        look();
        store.setDropHints(true);
        delete(Paths.intent(node(0)));
        reader.audit();
        assertThat(look().observed().nodes().getFirst().intent()).isEmpty();
        put(node(0), Paths.intent(node(0)), new NodeIntent("bob", "fan", NOON));
        reader.audit();

        assertThat(look().observed().nodes().getFirst().intent().orElseThrow().who())
                .isEqualTo("bob");
    }

    @Test
    void one_node_that_comes_or_goes_needs_no_list() {
        for (int i = 1; i < NODES; i++) {
            join(node(i));
        }
        look();
        counted.lists = 0;
        join(node(0));
        delete(Paths.presence(node(5)));

        ObservedState seen = look().observed();

        assertThat(seen.nodes()).hasSize(NODES);
        assertThat(seen.node(node(5)).orElseThrow().silentSince()).isPresent();
        assertThat(counted.lists).isZero();
    }

    @Test
    void an_audit_finds_who_went_unseen() {
        join(node(0));
        look();
        store.setDropHints(true);
        delete(Paths.presence(node(0)));
        assertThat(look().observed().nodes().getFirst().silentSince()).isEmpty();

        reader.audit();

        assertThat(look().observed().nodes().getFirst().silentSince()).isPresent();
    }

    @Test
    void an_audit_of_much_finds_in_the_end_what_was_written_unseen_and_never_looks_at_all() {
        IntStream.range(0, 30 * NODES).forEach(i -> join(node(i)));
        look();
        store.setDropHints(true);
        NodeName last = node(30 * NODES - 1);
        report(last, 0);
        int audits = 0;
        boolean found = false;
        do {
            counted.looks = 0;
            reader.audit();
            found = look().observed().node(last).orElseThrow().status().trouble().isPresent();
            assertThat(counted.looks).isLessThanOrEqualTo(1_050);
        } while (!found && ++audits < 10);

        assertThat(found).isTrue();
        assertThat(audits).isPositive();
    }

    @Test
    void what_an_audit_that_was_cut_off_had_found_is_found_by_the_next() {
        // So many that the next part would be another one.
        IntStream.range(0, 60 * NODES).forEach(i -> join(node(i)));
        assign(node(0));
        look();
        store.setDropHints(true);
        assign(node(0));
        counted.failsBelow = true;
        assertThatThrownBy(reader::audit).isInstanceOf(StoreUnavailableException.class);
        counted.failsBelow = false;

        assertThat(reader.audit()).isTrue();
        assertThat(look().observed().node(node(0)).orElseThrow().assignment().generation())
                .isEqualTo(2);
    }

    @Test
    void what_was_written_here_is_looked_at_and_not_read() {
        join(node(0));
        look();
        counted.reads = 0;
        counted.looks = 0;

        NodeAssignment mine = assignHere(node(0));

        assertThat(look().observed().nodes().getFirst().assignment()).isSameAs(mine);
        assertThat(look().observed().nodes().getFirst().assignment()).isSameAs(mine);
        assertThat(counted.reads).isZero();
        assertThat(counted.looks).isEqualTo(1);
    }

    @Test
    void what_another_wrote_over_it_is_read() {
        join(node(0));
        look();
        assignHere(node(0));
        assign(node(0));

        assertThat(look().observed().nodes().getFirst().assignment().generation()).isEqualTo(2);
    }

    @Test
    void after_a_doubt_what_was_written_here_is_read_as_everything_is() {
        join(node(0));
        NodeAssignment mine = assignHere(node(0));
        look();
        counted.reads = 0;

        reader.resync();

        assertThat(look().observed().nodes().getFirst().assignment()).isEqualTo(mine);
        assertThat(counted.reads).isPositive();
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_kept_is_what_is_read_anew(int seed) {
        Random random = new Random(seed);
        boolean lost = false;
        Look before = look();
        for (int step = 0; step < 60; step++) {
            boolean drop = random.nextInt(5) == 0;
            store.setDropHints(drop);
            for (int i = random.nextInt(4); i >= 0; i--) {
                change(random);
                lost |= drop;
            }
            store.setDropHints(false);
            if (lost && random.nextInt(3) == 0) {
                lost = heal(random);
            }
            if (!lost) {
                before = compare(before, look());
            }
        }
    }

    /** Finds what was lost in one of the ways there are; false as nothing is lost any more. */
    private boolean heal(Random random) {
        switch (random.nextInt(3)) {
            case 0 -> reader.resync();
            case 1 -> reader.audit();
            default -> {
                store.suspend();
                store.reconnect();
            }
        }
        return false;
    }

    private Look compare(Look before, Look kept) {
        SnapshotReader fresh = new SnapshotReader(records, Each.IN_TURN);
        Look anew = new Look(fresh.read(1, 2, NOON, silence()), fresh.readDeclared());
        assertThat(kept.observed()).isEqualTo(anew.observed());
        assertThat(kept.declared()).isEqualTo(anew.declared());
        for (NodeObservation node : kept.observed().nodes()) {
            before.observed().node(node.name())
                    .filter(_ -> !touched.contains(node.name()))
                    .ifPresent(old -> assertThat(node).isSameAs(old));
        }
        for (DesiredProject project : kept.declared().desired().projects()) {
            before.declared().desired().projects().stream()
                    .filter(old -> old.name().equals(project.name()))
                    .filter(_ -> !touchedProjects.contains(project.name()))
                    .forEach(old -> assertThat(project).isSameAs(old));
        }
        touched.clear();
        touchedProjects.clear();
        return kept;
    }

    private record Look(ObservedState observed, Declared declared) {}

    private Look look() {
        return new Look(reader.read(1, 2, NOON, silence()), reader.readDeclared());
    }

    private void change(Random random) {
        NodeName node = node(random.nextInt(NODES));
        switch (random.nextInt(10)) {
            case 0 -> join(node);
            case 1 -> deleteIfThere(node, Paths.presence(node));
            case 2 -> deleteIfThere(node, Paths.intent(node));
            case 3 -> put(node, Paths.intent(node), new NodeIntent("ada", "disk", NOON));
            case 4 -> assign(node);
            case 5 -> assignHere(node);
            case 6 -> report(node, random.nextInt(3));
            case 7 -> deleteIfThere(node, Paths.status(node));
            case 8 -> apply(project(random.nextInt(PROJECTS)), 1 + random.nextInt(3));
            default -> seal(project(random.nextInt(PROJECTS)), random.nextInt(3));
        }
    }

    private void join(NodeName node) {
        put(node, Paths.node(node), record(node));
        if (writer.read(Paths.presence(node)).isEmpty()) {
            writer.commit(
                    List.of(new StoreWrite.Create(Paths.presence(node), new byte[0], true)));
        }
    }

    private void assign(NodeName node) {
        if (writer.read(Paths.node(node)).isPresent()) {
            long before = records.assignment(node).map(each -> each.value().generation())
                    .orElse(0L);
            put(node, Paths.assignment(node),
                    new NodeAssignment(CLUSTER, 1, before + 1, List.of(), List.of()));
        }
    }

    /** As a leader does, whose own reader hears of it from nobody else. */
    private NodeAssignment assignHere(NodeName node) {
        assign(node);
        NodeAssignment mine = new NodeAssignment(CLUSTER, 1, 0, List.of(), List.of());
        Optional<Versioned<NodeAssignment>> now = records.assignment(node);
        if (now.isPresent()) {
            mine = now.get().value();
            reader.wrote(node, mine, now.get().version());
        }
        return mine;
    }

    private void report(NodeName node, int kind) {
        long acted = records.assignment(node).map(each -> each.value().generation()).orElse(0L);
        put(node, Paths.status(node), new NodeStatus(node, acted, List.of(), List.of(), kind == 0
                ? Optional.of(new Reason(ReasonCode.ENGINE_SILENT, "its engine does not answer"))
                : Optional.empty()));
    }

    private void apply(ProjectName project, int number) {
        touchedProjects.add(project);
        String text = "project: " + project + "\nservices:\n  web:\n    image: web:" + number
                + "\nrun:\n  web: " + number + "\n";
        ProjectRecord record = number == 3
                ? new ProjectRecord(project, number, Optional.of(new Pause(3, "ada", NOON)))
                : new ProjectRecord(project, number);
        putAny(Paths.project(project), record);
        if (writer.read(Paths.revisions(project)).isEmpty()) {
            writer.commit(List.of(
                    new StoreWrite.Create(Paths.revisions(project), new byte[0], false)));
        }
        putAny(Paths.revision(project, number), new Revision(project, number, "ada", NOON, "here",
                "web", "web.yml", text, new TreeMap<>(), false));
    }

    private void seal(ProjectName project, int number) {
        SecretId id = new SecretId(project, "shared", new SecretName("s" + number));
        if (writer.read(Paths.secrets(project)).isEmpty()) {
            writer.commit(List.of(
                    new StoreWrite.Create(Paths.secrets(project), new byte[0], false)));
        }
        int version = writer.read(Paths.secret(id)).map(StoredRecord::version).orElse(-1) + 2;
        putAny(Paths.secret(id), new SealedSecret(id, version, new byte[12], new byte[16], true));
    }

    private void put(NodeName node, String path, Object value) {
        touched.add(node);
        putAny(path, value);
    }

    private void putAny(String path, Object value) {
        write(path, RecordCodec.encode(value));
    }

    private void write(String path, byte[] data) {
        List<StoreWrite> writes = new ArrayList<>();
        writes.add(writer.read(path)
                .<StoreWrite>map(found -> new StoreWrite.Update(path, data, found.version()))
                .orElseGet(() -> new StoreWrite.Create(path, data, false)));
        writer.commit(writes);
    }

    private void deleteIfThere(NodeName node, String path) {
        touched.add(node);
        if (writer.read(path).isPresent()) {
            delete(path);
        }
    }

    private void delete(String path) {
        writer.commit(List.of(new StoreWrite.Delete(path,
                writer.read(path).orElseThrow().version())));
    }

    private static Silence silence() {
        return new Silence() {
            @Override
            public Optional<Instant> since(NodeName node, boolean present) {
                return present ? Optional.empty() : Optional.of(NOON.minusSeconds(9));
            }

            @Override
            public Optional<NodeObservation.Lease> lease(NodeName node) {
                return Optional.of(new NodeObservation.Lease(4, false));
            }

            @Override
            public NodeObservation.Noted noted(NodeName node, boolean troubled) {
                return new NodeObservation.Noted(
                        troubled ? Optional.of(NOON) : Optional.empty(), Optional.empty());
            }
        };
    }

    private static NodeName node(int number) {
        return new NodeName("n" + number);
    }

    private static ProjectName project(int number) {
        return new ProjectName("p" + number);
    }

    private static NodeRecord record(NodeName node) {
        return new NodeRecord(node, new Resources(4000, 1 << 30), new TreeMap<>(), "10.0.0.1",
                "10.0.0.1", "10.0.0.1:7070", 20000, 20999, "boot", "0.1.0", false);
    }
}
