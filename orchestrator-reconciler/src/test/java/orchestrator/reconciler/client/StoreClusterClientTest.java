package orchestrator.reconciler.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Event;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.LeaseRecord;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.client.ClusterClient.SecretRow;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryClusterStore.NextCommit;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Each;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreClusterClientTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final ProjectName SHOP = new ProjectName("shop");
    private static final SecretName PASSWORD = new SecretName("db-password");
    private static final NodeName NODE = new NodeName("n1");

    @TempDir
    private Path directory;
    private final Random random = new Random(3);
    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
    private final ClusterRecords records = new ClusterRecords(store);
    private SecretSealer sealer;
    private StoreClusterClient client;

    @BeforeEach
    void found_a_cluster() {
        new ClusterBootstrap(records, () -> CLUSTER).open();
        sealer = new SecretSealer(ClusterKey.readOrCreate(directory.resolve("key"), this::bytes),
                this::bytes);
        client = new StoreClusterClient(records, () -> sealer, () -> NOON, Each.IN_TURN);
    }

    @Test
    void a_damaged_report_of_the_leader_hides_nothing_else() {
        client.apply(draft(1), OptionalInt.empty());
        store.commit(List.of(new StoreWrite.Create(Paths.REPORT, new byte[]{1}, false)));

        assertThat(client.view().report()).isEmpty();
        assertThat(client.view().projects()).hasSize(1);
    }

    @Test
    void apply_makes_the_next_revision_the_current_one() {
        Revision first = client.apply(draft(1), OptionalInt.empty());
        Revision second = client.apply(draft(2), OptionalInt.of(1));

        assertThat(first.number()).isEqualTo(1);
        assertThat(second.number()).isEqualTo(2);
        assertThat(client.revision(SHOP, 1)).contains(first);
        ClusterView view = client.view();
        assertThat(view.projects()).singleElement()
                .matches(each -> each.record().currentRevision() == 2)
                .matches(each -> each.revision().equals(second));
        assertThat(view.desired().projects()).singleElement()
                .matches(each -> each.revision() == 2 && each.name().equals(SHOP));
    }

    @Test
    void a_change_by_somebody_else_is_noticed_and_nothing_is_written() {
        client.apply(draft(1), OptionalInt.empty());
        client.apply(draft(2), OptionalInt.of(1));

        assertThatThrownBy(() -> client.apply(draft(3), OptionalInt.of(1)))
                .isInstanceOf(ProjectChangedException.class)
                .hasMessageStartingWith("project shop is at revision 2 by now, not at 1: ");
        assertThatThrownBy(() -> client.apply(draft(3), OptionalInt.empty()))
                .isInstanceOf(ProjectChangedException.class);
        assertThat(records.revisions(SHOP)).containsExactly(1, 2);
    }

    @Test
    void a_change_between_look_and_write_is_noticed_too() {
        StoreClusterClient other = somebodyElse();
        client.apply(draft(1), OptionalInt.empty());
        StoreClusterClient slow = new StoreClusterClient(records, () -> {
            other.apply(draft(4), OptionalInt.of(1));
            return sealer;
        }, () -> NOON, Each.IN_TURN);

        assertThatThrownBy(() -> slow.apply(draft(3), OptionalInt.of(1)))
                .isInstanceOf(ProjectChangedException.class);
        assertThat(records.revisions(SHOP)).containsExactly(1, 2);
        assertThat(client.revision(SHOP, 2).orElseThrow().text()).isEqualTo(draft(4).text());
    }

    private StoreClusterClient somebodyElse() {
        return new StoreClusterClient(
                new ClusterRecords(new InMemoryClusterStore(ensemble, Runnable::run)),
                () -> sealer, () -> NOON, Each.IN_TURN);
    }

    @Test
    void what_was_seen_before_is_written_on_only_while_it_is_so() {
        StoreClusterClient other = somebodyElse();
        client.apply(draft(1), OptionalInt.empty());
        client.view();
        List<String> looks = new ArrayList<>();
        store.onRead(looks::add);
        client.apply(draft(2), OptionalInt.of(1));
        assertThat(looks).doesNotContain(Paths.project(SHOP));
        other.pause(SHOP, 2, "bob");

        assertThat(client.apply(draft(3), OptionalInt.of(2)).number()).isEqualTo(3);
        assertThat(looks).containsOnlyOnce(Paths.project(SHOP));
        assertThat(records.project(SHOP).orElseThrow().value().pause()).isEmpty();
        other.apply(draft(4), OptionalInt.of(3));
        assertThatThrownBy(() -> client.apply(draft(300), OptionalInt.of(3)))
                .isInstanceOf(ProjectChangedException.class);
        assertThat(client.secrets(SHOP)).hasSize(4);
        assertThat(client.apply(draft(3), OptionalInt.of(4)).number()).isEqualTo(5);
    }

    @Test
    void every_numbered_copy_gets_a_secret_of_its_own_and_keeps_it() {
        client.apply(draft(2), OptionalInt.empty());
        String first = open("lamp-1");

        client.apply(draft(3), OptionalInt.of(1));

        assertThat(client.secrets(SHOP)).containsExactly(row("lamp-1", 1, true),
                row("lamp-2", 1, true), row("lamp-3", 1, true));
        assertThat(open("lamp-1")).isEqualTo(first).hasSize(24).isNotEqualTo(open("lamp-2"));
        assertThat(client.view().observed().secrets()).contains(
                new ObservedState.KnownSecret(new SecretId(SHOP, "lamp-3", PASSWORD), 1));
    }

    @Test
    void revision_and_secrets_are_one_commit() {
        int before = ensemble.log().size();

        client.apply(draft(3), OptionalInt.empty());

        assertThat(ensemble.log()).hasSize(before + 1);
    }

    @Test
    void a_great_number_of_copies_gets_its_secrets_ahead_of_the_revision() {
        client.apply(draft(500), OptionalInt.empty());

        assertThat(client.secrets(SHOP)).hasSize(500);
        assertThat(records.revisions(SHOP)).containsExactly(1);
        assertThat(ensemble.log().getLast()).anyMatch(
                write -> write.path().equals(Paths.revision(SHOP, 1)));
    }

    @Test
    void a_lost_answer_writes_nothing_twice() {
        store.setNextCommit(NextCommit.REPLY_LOST);
        assertThatThrownBy(() -> client.apply(draft(1), OptionalInt.empty()))
                .isInstanceOf(StoreUnavailableException.class);

        assertThatThrownBy(() -> client.apply(draft(1), OptionalInt.empty()))
                .isInstanceOf(ProjectChangedException.class);
        assertThat(records.revisions(SHOP)).containsExactly(1);
    }

    @Test
    void keeps_the_last_50_revisions_and_drops_older_ones_ten_at_a_time() {
        for (int number = 1; number <= 59; number++) {
            client.apply(draft(0), number == 1 ? OptionalInt.empty() : OptionalInt.of(number - 1));
        }
        assertThat(records.revisions(SHOP)).hasSize(59).startsWith(1).endsWith(59);

        client.apply(draft(0), OptionalInt.of(59));

        assertThat(records.revisions(SHOP)).hasSize(50).startsWith(11).endsWith(60);
    }

    @Test
    void deleting_a_project_is_a_revision_that_runs_nothing_and_keeps_its_secrets() {
        client.apply(draft(1), OptionalInt.empty());
        client.apply(new Revision(SHOP, 0, "ada", NOON, "laptop", "delete", "shop.yml", "",
                new TreeMap<>(), true), OptionalInt.of(1));

        assertThat(client.view().desired().projects()).singleElement()
                .matches(each -> each.run().isEmpty());
        assertThat(client.secrets(SHOP)).hasSize(1);
    }

    @Test
    void nothing_of_a_declaration_with_problems_is_stored() {
        Revision broken = new Revision(SHOP, 0, "ada", NOON, "laptop", "x", "shop.yml",
                "project: shop\nservices: 3\n", new TreeMap<>(), false);

        assertThatThrownBy(() -> client.apply(broken, OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("shop.yml has ");
        assertThat(records.projects()).isEmpty();
    }

    @Test
    void a_given_secret_grows_by_one_version_with_each_value() {
        assertThat(client.setSecret(SHOP, PASSWORD, "one".getBytes(UTF_8))).isEqualTo(1);
        assertThat(client.setSecret(SHOP, PASSWORD, "two".getBytes(UTF_8))).isEqualTo(2);

        assertThat(open(SecretId.SHARED)).isEqualTo("two");
        assertThat(client.secrets(SHOP)).containsExactly(row(SecretId.SHARED, 2, false));
    }

    @Test
    void the_same_value_once_more_is_no_new_version() {
        client.setSecret(SHOP, PASSWORD, "one".getBytes(UTF_8));

        assertThat(client.setSecret(SHOP, PASSWORD, "one".getBytes(UTF_8))).isEqualTo(1);
    }

    @Test
    void a_version_never_names_two_values() {
        client.setSecret(SHOP, PASSWORD, "one".getBytes(UTF_8));
        client.setSecret(SHOP, PASSWORD, "two".getBytes(UTF_8));

        assertThat(client.deleteSecret(SHOP, PASSWORD)).isEqualTo(1);

        assertThat(client.secrets(SHOP)).isEmpty();
        assertThat(client.setSecret(SHOP, PASSWORD, "three".getBytes(UTF_8))).isEqualTo(3);
        assertThat(client.deleteSecret(SHOP, new SecretName("other"))).isZero();
    }

    @Test
    void deleting_a_secret_takes_the_values_of_all_copies() {
        client.apply(draft(3), OptionalInt.empty());

        assertThat(client.deleteSecret(SHOP, PASSWORD)).isEqualTo(3);
        assertThat(client.secrets(SHOP)).isEmpty();
    }

    @Test
    void the_plaintext_of_a_secret_is_nowhere_in_the_store() {
        client.setSecret(SHOP, PASSWORD, "canary-7".getBytes(UTF_8));

        assertThat(ensemble.backup().values())
                .noneMatch(each -> new String(each.data(), UTF_8).contains("canary-7"));
    }

    @Test
    void draining_is_wanted_once() {
        assertThat(client.drain(NODE, "ada", "new disk")).isTrue();
        assertThat(client.drain(NODE, "bob", "again")).isFalse();
        assertThat(records.intent(NODE).orElseThrow().value().who()).isEqualTo("ada");
        assertThat(client.undrain(NODE)).isTrue();
        assertThat(client.undrain(NODE)).isFalse();
    }

    @Test
    void the_view_takes_silence_from_the_leader() {
        NodeName other = new NodeName("n2");
        putNode(NODE);
        putNode(other);
        TreeMap<NodeName, Instant> silent = new TreeMap<>();
        silent.put(NODE, NOON.minusSeconds(30));
        store.commit(List.of(records.put(Paths.REPORT, new LeaderReport("s1", 4, NOON, List.of(),
                silent, Optional.empty()), Optional.empty()),
                new StoreWrite.Create(Paths.LEADER, new byte[0], true),
                records.put(Paths.lease(NODE), new LeaseRecord(NODE, "boot"), Optional.empty())));

        ClusterView view = client.view();

        assertThat(view.observed().node(NODE).orElseThrow().silentSince())
                .contains(NOON.minusSeconds(30));
        assertThat(view.observed().node(other).orElseThrow().silentSince()).contains(NOON);
        assertThat(view.observed().node(other).orElseThrow().lease()).isEmpty();
        assertThat(view.observed().node(NODE).orElseThrow().lease())
                .contains(new NodeObservation.Lease(0, false));
        assertThat(view.leading()).isTrue();
        assertThat(view.cluster()).isEqualTo(CLUSTER);
        assertThat(view.report().orElseThrow().epoch()).isEqualTo(4);
    }

    @Test
    void events_are_empty_before_the_first() {
        assertThat(client.events()).isEmpty();
        Event event = new Event(NOON, Optional.empty(), "n1",
                new Reason(ReasonCode.NODE_LOST, "gone"));
        store.commit(List.of(records.put(Paths.EVENTS, List.of(event),
                Optional.of(records.events()))));
        assertThat(client.events()).containsExactly(event);
    }

    @Test
    void tells_when_anything_changes() {
        List<String> told = new ArrayList<>();
        client.onChange(() -> told.add("changed"));

        client.drain(NODE, "ada", "why");

        assertThat(told).hasSize(1);
    }

    private void putNode(NodeName name) {
        store.commit(List.of(records.put(Paths.node(name), new NodeRecord(name,
                new Resources(1000, 1 << 30), new TreeMap<>(), "10.0.0.1", "10.0.0.1",
                "10.0.0.1:7070", 20000, 20999, "boot", "0.1.0", false), Optional.empty())));
    }

    private String open(String scope) {
        return new String(sealer.open(CLUSTER,
                records.secret(new SecretId(SHOP, scope, PASSWORD)).orElseThrow().value()), UTF_8);
    }

    private static SecretRow row(String scope, int version, boolean generated) {
        return new SecretRow(new SecretId(SHOP, scope, PASSWORD), version, generated);
    }

    private static Revision draft(int copies) {
        String text = """
                project: shop
                services:
                  mysql:
                    image: mysql:8.4
                    env:
                      PASSWORD: {secret: db-password}
                secrets:
                  db-password: generate
                stacks:
                  lamp: {mysql: 1}
                run:
                  lamp: %d
                """.formatted(copies);
        return new Revision(SHOP, 0, "ada", NOON, "laptop", "lamp " + copies, "shop.yml", text,
                new TreeMap<>(), false);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
