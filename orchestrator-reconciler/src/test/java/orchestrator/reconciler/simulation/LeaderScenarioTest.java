package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.simulation.zookeeper.SimulatedEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leaders that end, stores that are in doubt. */
class LeaderScenarioTest {
    private final SimulatedCluster cluster = new SimulatedCluster(5, 3);

    @BeforeEach
    void start_two_stacks_and_a_balancer() {
        cluster.apply(Declarations.shop(2, 1));
        cluster.awaitReady(5);
        cluster.awaitSettled();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void a_standby_takes_over_from_a_killed_leader_and_restarts_nothing() {
        int mark = cluster.log().mark();
        String killed = cluster.killLeader();

        cluster.await("another leader", () -> cluster.leader().filter(
                name -> !name.equals(killed)).isPresent());
        cluster.pass(Duration.ofSeconds(30));
        assertThat(cluster.log().since(mark)).isEmpty();

        cluster.apply(Declarations.shop(3, 1));
        cluster.awaitReady(7);
        assertThat(cluster.sight().events()).anyMatch(text -> text.contains("leads, epoch 2"));
    }

    @Test
    void a_leader_that_is_cut_off_in_time_is_a_standby_when_it_is_back() {
        String old = cluster.leader().orElseThrow();
        cluster.server(old).link().cut();
        cluster.await("another leader", () -> cluster.leader().filter(
                name -> !name.equals(old)).isPresent());
        cluster.server(old).link().heal();
        cluster.pass(Duration.ofSeconds(10));

        assertThat(cluster.leader()).isPresent().isNotEqualTo(Optional.of(old));
    }

    @Test
    void a_deposed_leader_that_has_not_heard_of_it_writes_nothing() {
        String old = cluster.leader().orElseThrow();
        cluster.server(old).expireUnheard(cluster.ensemble(), Duration.ofMillis(500),
                cluster.timeline());
        cluster.await("the epoch of the next leader", () -> cluster.sight().epoch() == 2);
        cluster.apply(Declarations.shop(4, 1));
        cluster.awaitReady(9);

        assertThat(cluster.sight().epochsOfAssignments(cluster.ensemble())).isSorted();
    }

    @Test
    void a_store_that_is_gone_stops_nothing_and_a_crash_is_mended_locally() {
        int mark = cluster.log().mark();
        cluster.cutEverybody();
        cluster.pass(Duration.ofMinutes(2));
        assertThat(cluster.log().since(mark)).isEmpty();

        cluster.killContainer("lamp-1/apache-1");
        cluster.await("it runs again", () -> cluster.sight().running().size() == 5);

        cluster.healEverybody();
        cluster.pass(Duration.ofMinutes(1));
        assertThat(cluster.sight().readyCount()).isEqualTo(5);
        assertThat(cluster.log().since(mark)).allMatch(entry -> entry.identity().instance()
                .address().equals("lamp-1/apache-1"));
    }

    @Test
    void an_emptied_store_stops_nothing() {
        int mark = cluster.log().mark();
        cluster.ensemble().restore(Map.of());
        cluster.pass(Duration.ofMinutes(2));

        assertThat(cluster.log().since(mark)).isEmpty();
    }

    @Test
    void assignments_that_are_lost_while_their_leader_lives_are_not_taken_for_none() {
        int mark = cluster.log().mark();
        ClusterStore store = cluster.records().store();
        store.children(Paths.ASSIGNMENTS).forEach(node -> {
            String path = Paths.ASSIGNMENTS + "/" + node;
            store.commit(List.of(new StoreWrite.Delete(path,
                    store.read(path).orElseThrow().version())));
        });
        cluster.pass(Duration.ofMinutes(2));
        assertThat(cluster.sight().report().brake()).hasValueSatisfying(
                why -> assertThat(why.text()).contains("are lost or cannot be read"));

        cluster.killLeader();
        cluster.pass(Duration.ofMinutes(2));
        assertThat(store.children(Paths.ASSIGNMENTS)).isEmpty();
        assertThat(cluster.log().since(mark)).isEmpty();
    }

    @Test
    void a_store_of_another_cluster_stops_nothing_and_is_not_written() {
        int mark = cluster.log().mark();
        SimulatedEnsemble another = new SimulatedEnsemble(cluster.timeline(), 3);
        new ClusterBootstrap(new ClusterRecords(another.witness("them")),
                () -> new ClusterId("another")).open();
        cluster.ensemble().restore(another.backup());
        int writes = cluster.ensemble().log().size();
        cluster.pass(Duration.ofMinutes(2));

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(cluster.ensemble().log().subList(writes, cluster.ensemble().log().size()))
                .flatExtracting(Committed::writes)
                .allMatch(write -> write instanceof StoreWrite.Check);
    }

    @Test
    void without_any_watch_the_ticks_alone_converge() {
        cluster.dropWatches();
        cluster.apply(Declarations.shop(3, 1));
        cluster.awaitReady(7);
        cluster.killContainer("haproxy-1");
        cluster.awaitReady(7);
    }

    @Test
    void a_server_that_starts_later_is_a_standby() {
        String leader = cluster.leader().orElseThrow();
        String killed = cluster.killStandby();
        cluster.startServer(killed);
        cluster.pass(Duration.ofSeconds(30));

        assertThat(cluster.leader()).contains(leader);
    }
}
