package orchestrator.reconciler.simulation.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.core.model.Incarnation;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.simulation.Declarations;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Marathon, Swarm, Curator, Kubernetes and kured were known for. */
class SchedulerRegressionTest {
    private SimulatedCluster cluster = new SimulatedCluster(1553, 3);

    @AfterEach
    void end() {
        cluster.close();
    }

    /**
     * A leader that lost its office and got it back acted on what it remembered of its first term, and
     * killed the tasks that the leader between had started. Here a term begins with nothing but what
     * is read in it.
     */
    @Test
    void marathon_1553_a_leader_that_leads_again_ends_nothing_that_was_begun_meanwhile() {
        cluster.apply(Declarations.web(2, "web:1"));
        cluster.awaitReady(2);
        String first = cluster.leader().orElseThrow();
        cluster.server(first).link().cut();
        cluster.await("a second leader", () -> cluster.leader()
                .filter(each -> !each.equals(first)).isPresent());
        cluster.apply(Declarations.web(6, "web:2"));
        cluster.await("the new ones", () -> cluster.sight().images().equals(List.of("web:2"))
                && cluster.sight().readyCount() == 6);
        cluster.awaitSettled();
        TreeMap<String, Incarnation> running = cluster.sight().running();
        int mark = cluster.log().mark();

        cluster.server(first).link().heal();
        cluster.pass(Duration.ofSeconds(2));
        cluster.killLeader();
        cluster.await("the first leader again",
                () -> cluster.leader().filter(first::equals).isPresent());
        cluster.pass(Duration.ofMinutes(2));

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(cluster.sight().running()).isEqualTo(running);
    }

    /**
     * A worker cut off from its managers shut its services down, and they were not started again when
     * it was back. Here what has no other node to go to runs on, is restarted there if it crashes, and
     * is the same container when the node is back.
     */
    @Test
    void moby_32416_what_a_partitioned_node_runs_lives_on_and_stays_when_it_is_back() {
        cluster.apply(Declarations.memcached(3));
        cluster.awaitReady(3);
        cluster.awaitSettled();
        int mark = cluster.log().mark();
        String there = cluster.node("core-02").containers().getFirst().identity().instance()
                .address();

        cluster.node("core-02").link().cut();
        cluster.pass(Duration.ofMinutes(10));
        assertThat(cluster.log().since(mark)).isEmpty();
        cluster.killContainer(there);
        cluster.await("it runs again", Duration.ofSeconds(10),
                () -> cluster.sight().containersOn("core-02") == 1);

        int healed = cluster.log().mark();
        cluster.node("core-02").link().heal();
        cluster.awaitReady(3);
        cluster.pass(Duration.ofMinutes(2));
        assertThat(cluster.log().since(healed)).isEmpty();
    }

    /** As above: what can go elsewhere does, once, and the node takes work again when it is back. */
    @Test
    void moby_32416_a_node_that_is_back_works_again_and_nothing_stays_doubled() {
        cluster.apply(Declarations.web(6, "web:1"));
        cluster.awaitReady(6);
        cluster.node("core-02").link().cut();
        cluster.await("six ready elsewhere", () -> cluster.sight().containers().count() == 8
                && cluster.sight().readyCount() == 6);

        cluster.node("core-02").link().heal();
        cluster.await("no surplus", Duration.ofSeconds(15),
                () -> cluster.sight().containers().count() == 6);
        cluster.apply(Declarations.web(9, "web:1"));
        cluster.awaitReady(9);
        assertThat(cluster.sight().containersOn("core-02")).isEqualTo(3);
    }

    /**
     * A latch that came back with a new session found the record of its old one, which the ensemble
     * had not removed yet, took it for its own and led; when the record went a second one led beside
     * it. Here a record of another session is nobody's, and leadership follows the one that lives.
     */
    @Test
    void curator_696_the_record_of_an_old_session_makes_nobody_a_leader() {
        String leader = cluster.leader().orElseThrow();
        String standby = cluster.killStandby();
        StoredRecord old = cluster.records().store().read(Paths.LEADER).orElseThrow();
        cluster.server(leader).link().cut();
        cluster.pass(SimulatedCluster.SESSION.plusSeconds(1));
        Map<String, StoredRecord> records = new TreeMap<>(cluster.ensemble().backup());
        records.put(Paths.LEADER, old);
        cluster.ensemble().restore(records);
        int epoch = cluster.sight().epoch();

        cluster.server(leader).link().heal();
        cluster.startServer(standby);
        cluster.pass(Duration.ofSeconds(5));
        assertThat(cluster.servers()).noneMatch(each -> cluster.server(each).believesToLead());
        assertThat(cluster.sight().epoch()).isEqualTo(epoch);

        cluster.records().store()
                .commit(List.of(new StoreWrite.Delete(Paths.LEADER, old.version())));
        cluster.await("one leader", Duration.ofSeconds(5), () -> cluster.leader().isPresent());
        cluster.pass(Duration.ofSeconds(10));
        assertThat(cluster.sight().epoch()).isEqualTo(epoch + 1);
    }

    /**
     * Its report could not be found; it stands for containers that ended because a list came back
     * empty. Here projects and assignments that are gone while all the rest is there are doubt: what
     * runs of them runs on, and is as it was when they are back.
     */
    @Test
    void k8s_5647_a_list_that_comes_back_empty_ends_nothing() {
        cluster.apply(Declarations.web(6, "web:1"));
        cluster.awaitReady(6);
        cluster.awaitSettled();
        int mark = cluster.log().mark();
        Map<String, StoredRecord> whole = cluster.ensemble().backup();

        for (String gone : List.of(Paths.PROJECTS, Paths.ASSIGNMENTS, Paths.SPECS)) {
            Map<String, StoredRecord> partly = new TreeMap<>(cluster.ensemble().backup());
            partly.keySet().removeIf(path -> path.startsWith(gone + "/"));
            cluster.ensemble().restore(partly);
            cluster.pass(Duration.ofSeconds(30));
            cluster.restartAgent("core-01");
            cluster.pass(Duration.ofSeconds(30));
            assertThat(cluster.log().since(mark, Deed.STOPPED)).as("without %s", gone).isEmpty();
            assertThat(cluster.log().since(mark, Deed.REMOVED)).as("without %s", gone).isEmpty();
            assertThat(whole.keySet()).isNotEqualTo(partly.keySet());
        }
    }

    /** As above, of a read that is old: an assignment of before is not gone back to. */
    @Test
    void k8s_5647_an_old_list_is_not_gone_back_to() {
        cluster.apply(Declarations.web(2, "web:1"));
        cluster.awaitReady(2);
        Map<String, StoredRecord> old = cluster.ensemble().backup();
        cluster.apply(Declarations.web(6, "web:1"));
        cluster.awaitReady(6);
        cluster.awaitSettled();
        int mark = cluster.log().mark();

        cluster.servers().forEach(each -> cluster.server(each).kill());
        cluster.ensemble().restore(old);
        cluster.nodeNames().forEach(cluster::restartAgent);
        cluster.pass(Duration.ofMinutes(1));

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(cluster.sight().running()).hasSize(6);
    }

    /**
     * The lock of whoever may take a node down was held by a node that was gone for good, and all
     * others waited for it for ever. Here what is held by the dead is over by itself: an office, a
     * lease, a place in a drain.
     */
    @Test
    void kured_137_what_the_dead_hold_is_over_by_itself() {
        cluster.apply(Declarations.ledger("lease", "ledger:1"));
        cluster.apply(Declarations.web(6, "web:1"));
        cluster.awaitReady(7);
        String home = cluster.sight().find("ledger-1").orElseThrow().node().name().value();
        cluster.drain(home);
        cluster.pass(Duration.ofMillis(300));
        cluster.node(home).crash();
        cluster.killLeader();

        cluster.await("ledger elsewhere", Duration.ofSeconds(60), () -> cluster.sight()
                .find("ledger-1").isPresent() && cluster.sight().readyCount() == 7);
        String next = cluster.nodeNames().stream().filter(each -> !each.equals(home)).findFirst()
                .orElseThrow();
        cluster.drain(next);
        cluster.await(next + " empty", Duration.ofMinutes(2),
                () -> cluster.sight().containersOn(next) == 0);
        cluster.await("all on the last node", () -> cluster.sight().readyCount() == 7);
    }
}
