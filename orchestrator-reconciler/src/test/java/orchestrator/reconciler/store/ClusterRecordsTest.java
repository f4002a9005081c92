package orchestrator.reconciler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Name;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Resources;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.SpecHash;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import org.junit.jupiter.api.Test;

class ClusterRecordsTest {
    private static final ProjectName SHOP = new ProjectName("shop");
    private final InMemoryClusterStore store = new InMemoryClusterStore(new InMemoryEnsemble(),
            Runnable::run);
    private final ClusterRecords records = new ClusterRecords(store);

    ClusterRecordsTest() {
        Paths.ROOTS.forEach(this::createEmpty);
    }

    @Test
    void a_record_is_created_once_and_updated_at_the_version_it_was_read_at() {
        put(Paths.project(SHOP), new ProjectRecord(SHOP, 1), Optional.empty());
        Versioned<ProjectRecord> read = records.project(SHOP).orElseThrow();

        store.commit(List.of(records.replace(new ProjectRecord(SHOP, 2), read)));

        assertThat(records.project(SHOP).orElseThrow())
                .matches(now -> now.value().currentRevision() == 2 && now.version() == 1);
        assertThatThrownBy(() -> records.replace(new ProjectRecord(SHOP, 3), read))
                .isInstanceOf(StoreConflictException.class);
        assertThatThrownBy(() -> put(Paths.project(SHOP), read.value(), Optional.of(read)))
                .isInstanceOf(StoreConflictException.class);
    }

    @Test
    void revisions_are_listed_by_number_and_not_by_name() {
        put(Paths.project(SHOP), new ProjectRecord(SHOP, 10), Optional.empty());
        createEmpty(Paths.revisions(SHOP));
        for (int number : new int[]{10, 9, 1}) {
            put(Paths.revision(SHOP, number), new Revision(SHOP, number, "ada", Instant.EPOCH, "",
                    "", "shop.yml", "", new TreeMap<>(), false), Optional.empty());
        }

        assertThat(records.revisions(SHOP)).containsExactly(1, 9, 10);
        assertThat(records.revision(SHOP, 9).orElseThrow().value().number()).isEqualTo(9);
        assertThat(records.revision(SHOP, 2)).isEmpty();
    }

    @Test
    void a_secret_of_a_scope_is_found_by_its_id() {
        SecretId id = new SecretId(SHOP, "lamp-3", new SecretName("db-password"));
        createEmpty(Paths.secrets(SHOP));
        put(Paths.secret(id), new SealedSecret(id, 1, new byte[12], new byte[16], true),
                Optional.empty());
        createEmpty(Paths.secrets(SHOP) + "/not a secret");

        assertThat(store.children(Paths.secrets(SHOP))).contains("lamp-3.db-password");
        assertThat(records.secrets(SHOP)).containsExactly(id);
        assertThat(records.secret(id).orElseThrow().value().id()).isEqualTo(id);
    }

    @Test
    void a_spec_stands_under_its_hash() {
        ContainerSpec spec = new ContainerSpec("busybox", List.of(), List.of(), List.of(),
                List.of(), List.of(), Resources.NONE, Optional.empty(), Optional.empty(),
                ContainerSpec.Stop.DEFAULT);
        put(Paths.spec(SpecHash.of(spec)), spec, Optional.empty());

        assertThat(records.spec(SpecHash.of(spec)).orElseThrow().value()).isEqualTo(spec);
    }

    @Test
    void names_that_nothing_of_ours_can_have_are_passed_over() {
        createEmpty(Paths.NODES + "/Not_A_Node");

        assertThat(Name.isValid("Not_A_Node")).isFalse();
        assertThat(records.nodes()).isEmpty();
    }

    @Test
    void presence_is_the_session_of_the_agent() {
        NodeName node = new NodeName("n1");
        assertThat(records.isPresent(node)).isFalse();
        store.commit(List.of(new StoreWrite.Create(Paths.presence(node), new byte[0], true)));
        assertThat(records.isPresent(node)).isTrue();
    }

    @Test
    void a_damaged_record_is_named() {
        createEmpty(Paths.project(SHOP));

        assertThatThrownBy(() -> records.project(SHOP))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageStartingWith("/projects/shop: the record is damaged");
    }

    @Test
    void no_write_is_without_a_version() {
        assertThatThrownBy(() -> new StoreWrite.Update("/a", new byte[0], -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StoreWrite.Delete("/a", -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StoreWrite.Check("/a", -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void put(String path, Object value, Optional<? extends Versioned<?>> current) {
        store.commit(List.of(records.put(path, value, current)));
    }

    private void createEmpty(String path) {
        store.commit(List.of(new StoreWrite.Create(path, new byte[0], false)));
    }
}
