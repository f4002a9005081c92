package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import orchestrator.core.model.ReasonCode;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that go, come back, are emptied, or do not fit. */
class NodeScenarioTest {
    private SimulatedCluster cluster = new SimulatedCluster(3, 3);

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void what_ran_on_a_lost_node_runs_elsewhere_and_data_waits_with_what_needs_it() {
        cluster.apply(Declarations.shop(5, 2));
        cluster.awaitReady(12);
        String lost = cluster.sight().find("lamp-1/mysql-1").orElseThrow().node().name().value();

        cluster.node(lost).crash();
        cluster.await("a hold for the data",
                () -> cluster.sight().holds().containsKey("lamp-1/mysql-1"));
        cluster.pass(Duration.ofSeconds(30));

        assertThat(cluster.sight().holds().get("lamp-1/mysql-1").code())
                .isEqualTo(ReasonCode.WAITS_FOR_DATA);
        assertThat(cluster.sight().holds().get("lamp-1/apache-1").code())
                .isEqualTo(ReasonCode.WAITS_FOR_READY);
        assertThat(cluster.sight().running()).containsKeys("haproxy-1", "haproxy-2");
        assertThat(cluster.sight().tells(lost + " lost")).isTrue();

        cluster.node(lost).startAgent();
        cluster.awaitReady(12);
        assertThat(cluster.sight().find("lamp-1/mysql-1").orElseThrow().node().name().value())
                .isEqualTo(lost);
    }

    @Test
    void of_every_node_it_is_told_once_that_it_has_joined() {
        cluster.await("three nodes", () -> cluster.nodeNames().stream()
                .allMatch(node -> cluster.sight().tells(node + " joined")));
        String leader = cluster.killLeader();
        cluster.await("another leader", () -> cluster.leader().isPresent());
        cluster.startServer(leader);
        cluster.awaitSettled();

        assertThat(cluster.sight().events()).filteredOn(text -> text.contains(" joined "))
                .hasSize(3);
    }

    @Test
    void nothing_moves_before_the_node_has_been_silent_for_lost_after() {
        cluster.apply(Declarations.web(3, "web:1"));
        cluster.awaitReady(3);
        cluster.awaitSettled();
        int mark = cluster.log().mark();

        cluster.node("core-01").link().cut();
        cluster.await("the end of its session", () -> !cluster.records().isPresent(
                cluster.node("core-01").name()));
        cluster.pass(Duration.ofMillis(4_900));

        assertThat(cluster.log().since(mark)).isEmpty();
    }

    @Test
    void a_node_that_comes_back_gives_up_what_runs_elsewhere_by_now() {
        cluster.apply(Declarations.web(6, "web:1"));
        cluster.awaitReady(6);
        cluster.node("core-01").link().cut();
        cluster.await("six ready elsewhere", () -> cluster.sight().containers().count() == 8
                && cluster.sight().readyCount() == 6);

        cluster.node("core-01").link().heal();
        cluster.await("no surplus", () -> cluster.sight().containers().count() == 6);
        cluster.awaitReady(6);

        cluster.await("an event", () -> cluster.sight().tells("core-01 back"));
    }

    @Test
    void a_node_that_is_back_in_time_keeps_everything() {
        cluster.apply(Declarations.web(6, "web:1"));
        cluster.awaitReady(6);
        cluster.awaitSettled();
        int mark = cluster.log().mark();

        cluster.node("core-01").link().cut();
        cluster.pass(Duration.ofSeconds(4));
        cluster.node("core-01").link().heal();
        cluster.pass(Duration.ofSeconds(60));

        assertThat(cluster.log().since(mark)).isEmpty();
    }

    @Test
    void a_drained_node_is_emptied_without_a_gap_and_works_again_afterwards() {
        cluster.apply(Declarations.web(6, "web:1"));
        cluster.awaitReady(6);
        cluster.awaitSettled();
        List<Integer> ready = cluster.sample(() -> cluster.sight().readyCount());

        cluster.drain("core-02");
        cluster.await("an empty node", () -> cluster.sight().containersOn("core-02") == 0);
        assertThat(ready).containsOnly(6);
        cluster.await("an event", () -> cluster.sight().tells("core-02 drained"));

        cluster.undrain("core-02");
        cluster.apply(Declarations.web(9, "web:1"));
        cluster.awaitReady(9);
        assertThat(cluster.sight().containersOn("core-02")).isPositive();
    }

    @Test
    void memcached_stays_apart_and_the_fourth_waits_with_a_reason_per_node() {
        cluster.apply(Declarations.memcached(4));
        cluster.awaitReady(3);
        cluster.pass(Duration.ofSeconds(10));

        assertThat(cluster.nodeNames()).allMatch(node -> cluster.sight().containersOn(node) == 1);
        assertThat(cluster.sight().holds()).containsOnlyKeys("memcached-4");
        assertThat(cluster.sight().refusals("memcached-4")).containsExactly("core-01", "core-02",
                "core-03");
    }

    @Test
    void instances_that_start_slowly_stay_where_they_are_though_engines_are_slow_as_well() {
        cluster.fates(new Fates() {
            @Override
            public Duration delay(Call call) {
                boolean look = call.kind() == Call.Kind.ENGINE && call.what().startsWith("list");
                return look ? Duration.ofSeconds(7) : Duration.ZERO;
            }
        });
        cluster.nodeNames().forEach(node -> cluster.node(node).slowStarts(
                Duration.ofSeconds(9)));
        int mark = cluster.log().mark();
        cluster.apply(Declarations.web(6, "web:1"));
        cluster.pass(Duration.ofMinutes(3));

        assertThat(cluster.log().since(mark, Deed.CREATED)).hasSize(6);
        assertThat(cluster.sight().readyCount()).isEqualTo(6);
    }

    @Test
    void a_node_that_is_back_does_not_let_the_next_lost_one_be_emptied_at_once() {
        cluster.close();
        cluster = new SimulatedCluster(6, 7);
        cluster.apply(Declarations.web(14, "web:1"));
        cluster.awaitReady(14);
        cluster.awaitSettled();
        int mark = cluster.log().mark();
        cluster.node("core-01").link().cut();
        cluster.node("core-02").link().cut();
        cluster.await("the first to be emptied",
                () -> cluster.log().since(mark, Deed.CREATED).size() == 2);
        cluster.node("core-01").link().heal();
        cluster.pass(Duration.ofSeconds(8));
        assertThat(cluster.log().since(mark, Deed.CREATED)).hasSize(2);

        cluster.await("the other to be emptied", Duration.ofSeconds(10),
                () -> cluster.log().since(mark, Deed.CREATED).size() == 4);
    }

    @Test
    void many_nodes_lost_at_once_move_nothing() {
        cluster.close();
        cluster = new SimulatedCluster(4, 6);
        cluster.apply(Declarations.web(12, "web:1"));
        cluster.awaitReady(12);
        cluster.awaitSettled();
        int mark = cluster.log().mark();

        cluster.node("core-01").link().cut();
        cluster.node("core-02").link().cut();
        cluster.node("core-03").link().cut();
        cluster.pass(Duration.ofMinutes(2));
        assertThat(cluster.log().since(mark, Deed.CREATED)).isEmpty();
        assertThat(cluster.sight().report().brake()).isPresent();

        cluster.node("core-01").link().heal();
        cluster.node("core-02").link().heal();
        cluster.node("core-03").link().heal();
        cluster.pass(Duration.ofSeconds(30));
        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(cluster.sight().report().brake()).isEmpty();
        assertThat(cluster.sight().readyCount()).isEqualTo(12);
    }
}
