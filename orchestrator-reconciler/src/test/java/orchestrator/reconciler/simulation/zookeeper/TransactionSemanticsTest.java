package orchestrator.reconciler.simulation.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.simulation.zookeeper.Refusal.Code;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.NoAnswerException;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoreWrite.Check;
import orchestrator.reconciler.store.StoreWrite.Create;
import orchestrator.reconciler.store.StoreWrite.Delete;
import org.junit.jupiter.api.Test;

/** What a transaction does and why it is refused; what is done to the records behind its back. */
class TransactionSemanticsTest extends EnsembleFixture {
    private final StoreInTime store = client("one");

    @Test
    void all_writes_are_made_or_none_and_the_first_wrong_one_is_named() {
        commit(store, create("/a", "old"), create("/a/x", ""), ephemeral("/e"));
        List<String> before = List.copyOf(ensemble.backup().keySet());

        assertThat(refusal(update("/a", "new", 0), create("/b", ""), new Check("/a", 9),
                new Delete("/none", 0))).isEqualTo(new Refusal(2, Code.BAD_VERSION));
        assertThat(refusal(create("/b", ""), create("/b", "")))
                .isEqualTo(new Refusal(1, Code.NODE_EXISTS));
        assertThat(refusal(create("/none/b", ""))).isEqualTo(new Refusal(0, Code.NO_NODE));
        assertThat(refusal(create("/b", ""), new Delete("/a", 0)))
                .isEqualTo(new Refusal(1, Code.NOT_EMPTY));
        assertThat(refusal(create("/e/b", "")))
                .isEqualTo(new Refusal(0, Code.NO_CHILDREN_FOR_EPHEMERALS));

        assertThat(read(store, "/a")).isEqualTo("old");
        assertThat(ensemble.backup().keySet()).containsExactlyElementsOf(before);
    }

    @Test
    void minus_one_matches_whatever_stands_there() {
        assertThat(Tree.fits(7, 7)).isTrue();
        assertThat(Tree.fits(7, 6)).isFalse();
        assertThat(Tree.fits(7, Tree.ANY_VERSION)).isTrue();
    }

    @Test
    void numbers_of_names_are_never_used_again() {
        commit(store, create("/a", ""));
        String first = ensemble.nextName("/a/n-");
        commit(store, create(first, ""));
        String second = ensemble.nextName("/a/n-");
        commit(store, create(second, ""), new Delete(second, 0));

        assertThat(first).isEqualTo("/a/n-0000000000");
        assertThat(second).isEqualTo("/a/n-0000000001");
        assertThat(ensemble.nextName("/a/n-")).isEqualTo("/a/n-0000000002");
    }

    @Test
    void zxids_grow_by_one_and_the_log_names_who_wrote() {
        commit(store, create("/a", ""));
        commit(truth, create("/b", ""));

        assertThat(ensemble.log()).extracting(each -> each.zxid() + " " + each.process())
                .containsExactly("1 one", "2 truth");
    }

    @Test
    void a_request_that_is_too_long_is_a_loss_of_the_connection() {
        List<StoreWrite> tooLong = List.of(new Create("/a", new byte[600_000], false),
                new Create("/b", new byte[600_000], false));

        assertThat(isLoss(() -> store.client().servers().send(tooLong))).isTrue();
        assertThat(store.session().isConnected()).isFalse();
        assertThat(truth.read("/a")).isEmpty();
    }

    @Test
    void an_answer_that_is_too_long_is_a_loss_of_the_connection() {
        String long100 = "x".repeat(100);
        for (int i = 0; i < 11; i++) {
            for (int j = 0; j < 1000; j++) {
                ensemble.commit(0, "", List.of(create("/" + long100 + i + "-" + j, "")));
            }
        }

        assertThat(isLoss(() -> store.client().servers().children("/"))).isTrue();
        assertThat(isUnanswered(() -> store.children("/"))).isTrue();
    }

    @Test
    void no_more_stands_below_a_path_than_its_quota_allows() {
        commit(truth, create("/a", ""));
        ensemble.limit("/a", 2, 10);

        commit(store, create("/a/x", "12345"));

        assertThatThrownBy(() -> commit(store, create("/a/y", "")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("QUOTA_EXCEEDED");
        assertThatThrownBy(() -> commit(store, update("/a/x", "12345678901", 0)))
                .hasMessageContaining("QUOTA_EXCEEDED");
        commit(store, update("/a/x", "1234567890", 0));
    }

    @Test
    void a_record_is_read_and_written_by_whom_it_is_meant_for() {
        commit(truth, create("/a", "secret"), create("/a/x", ""));
        ensemble.restrict("/a", "other"::equals, "other"::equals);
        StoreInTime other = client("other");

        assertThatThrownBy(() -> commit(store, update("/a", "", 0)))
                .hasMessageContaining("NO_AUTH");
        assertThatThrownBy(() -> commit(store, create("/a/y", "")))
                .hasMessageContaining("NO_AUTH");
        assertThatThrownBy(() -> commit(store, new Delete("/a/x", 0)))
                .hasMessageContaining("NO_AUTH");
        assertThatThrownBy(() -> store.read("/a")).isInstanceOf(StoreUnavailableException.class);
        commit(store, update("/a/x", "what is below is another record", 0));
        commit(other, update("/a", "mine", 0), create("/a/y", ""));
    }

    @Test
    void the_disks_go_back_to_a_backup_and_their_clients_with_them() {
        commit(store, create("/a", "old"));
        Backup backup = ensemble.backup();
        commit(store, update("/a", "new", 0));
        long zxid = store.read("/a").orElseThrow().sequence();
        long session = store.session().id();

        ensemble.restore(backup);
        until(ensemble::works);
        until(() -> read(store, "/a").equals("old"));

        assertThat(store.session().id()).as("no server that lags behind it takes the old one")
                .isNotEqualTo(session);
        commit(store, update("/a", "newer", 0));
        assertThat(store.read("/a").orElseThrow().sequence()).as("numbers are given out again")
                .isLessThanOrEqualTo(zxid + 1);
    }

    @Test
    void the_disks_go_back_to_an_earlier_transaction() {
        commit(store, create("/a", "1"));
        commit(store, update("/a", "2", 0));
        commit(store, update("/a", "3", 1));

        ensemble.rollBack(2);
        until(ensemble::works);

        assertThat(read(truth, "/a")).isEqualTo("2");
        until(() -> read(store, "/a").equals("2"));
    }

    @Test
    void the_disks_are_emptied() {
        commit(store, create("/a", "1"), ephemeral("/mine"));
        long session = store.session().id();

        ensemble.wipe();
        until(ensemble::works);
        until(() -> store.children("/").isEmpty());

        assertThat(store.session().id()).isNotEqualTo(session);
    }

    @Test
    void the_ensemble_becomes_another_cluster() {
        SimulatedEnsemble another = new SimulatedEnsemble(timeline, 3);
        new ClusterBootstrap(new ClusterRecords(another.witness("them")),
                () -> new ClusterId("another")).open();
        new ClusterBootstrap(new ClusterRecords(truth),
                () -> new ClusterId("ours")).open();

        ensemble.restore(another.backup());
        until(ensemble::works);

        assertThat(new ClusterRecords(store).cluster().orElseThrow().value().id().value())
                .isEqualTo("another");
    }

    private Refusal refusal(StoreWrite... writes) {
        Optional<Refusal> refusal = ensemble.commit(store.session().id(), "one", List.of(writes));
        return refusal.orElseThrow();
    }

    private interface Deed {
        void make() throws NoAnswerException;
    }

    private boolean isLoss(Deed deed) {
        return store.within(() -> {
            try {
                deed.make();
                return false;
            } catch (NoAnswerException e) {
                return true;
            } catch (StoreConflictException e) {
                return false;
            }
        });
    }
}
