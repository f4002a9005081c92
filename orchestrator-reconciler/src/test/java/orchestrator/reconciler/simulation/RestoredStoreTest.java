package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.simulation.zookeeper.Backup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S5: an old copy of the store is put back, and what a person does then. */
class RestoredStoreTest {
    private static final Duration TOLD = Duration.ofSeconds(15);

    private final SimulatedCluster cluster = new SimulatedCluster(5, 3);
    private Backup old;
    private Backup newest;
    private int mark;

    @BeforeEach
    void change_after_the_copy_was_made() {
        cluster.apply(Declarations.web(6, "web:1"));
        cluster.awaitReady(6);
        cluster.awaitSettled();
        old = cluster.ensemble().backup();
        cluster.apply(Declarations.web(6, "web:2"));
        cluster.await("all are new", () -> cluster.sight().images().equals(List.of("web:2"))
                && cluster.sight().readyCount() == 6);
        cluster.awaitSettled();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private void putBackTheOldOne() {
        newest = cluster.ensemble().backup();
        mark = cluster.log().mark();
        cluster.ensemble().restore(old);
    }

    private boolean isToldEverywhere() {
        return cluster.servers().stream().noneMatch(
                each -> cluster.server(each).believesToLead())
                && cluster.nodeNames().stream().allMatch(each -> trouble(each).contains("older"));
    }

    private String trouble(String node) {
        return cluster.records().status(new NodeName(node))
                .flatMap(found -> found.value().trouble()).map(Reason::text).orElse("");
    }

    /** Whoever led the old copy would have an epoch that the newest has not. */
    @Test
    void a_copy_of_the_same_epoch_is_led_by_nobody_and_the_newest_goes_on_by_itself() {
        int epoch = cluster.sight().epoch();
        putBackTheOldOne();
        cluster.await("everybody says so", TOLD, this::isToldEverywhere);
        cluster.startAllAnew(false);
        cluster.pass(Duration.ofMinutes(2));
        assertThat(isToldEverywhere()).isTrue();
        assertThat(cluster.sight().epoch()).isEqualTo(epoch);
        assertThat(cluster.log().since(mark)).isEmpty();

        cluster.ensemble().restore(newest);
        cluster.pass(Duration.ofMinutes(1));
        assertThat(cluster.log().since(mark)).isEmpty();
        cluster.apply(Declarations.web(3, "web:2"));
        cluster.awaitReady(3);
    }

    @Test
    void a_copy_of_an_earlier_epoch_is_led_by_nobody_and_the_newest_goes_on_by_itself() {
        cluster.startServer(cluster.killLeader());
        cluster.await("the next leads", () -> cluster.leader().isPresent());
        cluster.pass(Duration.ofSeconds(20));
        putBackTheOldOne();
        cluster.await("everybody says so", TOLD, this::isToldEverywhere);
        cluster.pass(Duration.ofMinutes(2));
        assertThat(cluster.log().since(mark)).isEmpty();

        cluster.ensemble().restore(newest);
        cluster.pass(Duration.ofMinutes(1));
        assertThat(cluster.log().since(mark)).isEmpty();
        cluster.apply(Declarations.web(3, "web:2"));
        cluster.awaitReady(3);
    }

    /** As docs/reliability.md says for when there is nothing newer. */
    @Test
    void with_the_old_copy_alone_a_person_lets_all_forget_and_removes_what_it_does_not_know() {
        putBackTheOldOne();
        cluster.await("everybody says so", TOLD, this::isToldEverywhere);
        cluster.startAllAnew(true);
        cluster.pass(Duration.ofMinutes(1));
        assertThat(cluster.log().since(mark, Deed.STOPPED)).isEmpty();
        assertThat(cluster.log().since(mark, Deed.REMOVED)).isEmpty();
        assertThat(cluster.sight().images()).contains("web:2");

        cluster.sight().containers().filter(each -> Objects.equals(each.image(), "web:2"))
                .toList().forEach(each -> each.node().hands().removeByHand(each.id()));
        cluster.await("what the old copy declares", Duration.ofMinutes(6),
                () -> cluster.sight().readyCount() == 6
                        && cluster.sight().images().equals(List.of("web:1")));
        cluster.awaitSettled();
    }
}
