package orchestrator.reconciler.simulation.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.simulation.ClusterSight.Found;
import orchestrator.reconciler.simulation.Declarations;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.store.StoredRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What fleet, systemd units over etcd, was known for. */
class FleetRegressionTest {
    private static final String GATE = """
            project: site
            services:
              web:
                image: web:1
                cpu: 0.1
                memory: 100MB
                ports: {http: 80}
                check: {http: /, every: 1s, grace: 20s}
              gate:
                image: haproxy:3.0
                cpu: 0.1
                memory: 100MB
                files:
                  /etc/haproxy.cfg: {template: haproxy.cfg}
                reload: HUP
            run:
              web: 4
              gate: 1
            """;
    private static final String LISTED = """
            {{#web}}
              server {{id}} {{address}}
            {{/web}}
            """;

    private final SimulatedCluster cluster = new SimulatedCluster(108, 3);

    @AfterEach
    void end() {
        cluster.close();
    }

    private String home(String address) {
        return cluster.sight().find(address).orElseThrow().node().name().value();
    }

    /**
     * A unit of a machine that was gone, and known to be gone, was listed as active and running. Here
     * whoever looks is told, with the last report, since when nothing is known of that node.
     */
    @Test
    void fleet_108_what_a_dead_node_last_said_is_never_shown_without_since_when_it_is_silent() {
        cluster.apply(Declarations.ledger("keep", "ledger:1"));
        cluster.awaitReady(1);
        String home = home("ledger-1");
        Instant died = cluster.timeline().now();

        cluster.node(home).crash();
        cluster.pass(SimulatedCluster.SESSION.plusSeconds(1));
        assertThat(seen(home).status().instances()).as("its last report is kept")
                .extracting(InstanceStatus::phase).containsExactly(Phase.READY);
        assertThat(seen(home).silentSince()).isPresent();

        cluster.pass(Duration.ofMinutes(10));
        assertThat(seen(home).silentSince().orElseThrow())
                .isBetween(died, died.plus(SimulatedCluster.SESSION).plusSeconds(1));
        assertThat(cluster.sight().holds().get("ledger-1").code())
                .isEqualTo(ReasonCode.WAITS_FOR_PROOF);

        cluster.node(home).startAgent();
        cluster.awaitReady(1);
        assertThat(seen(home).silentSince()).isEmpty();
    }

    /** A node as every screen gets it. */
    private NodeObservation seen(String node) {
        return cluster.person().client().view().observed().nodes().stream()
                .filter(each -> each.name().value().equals(node)).findFirst().orElseThrow();
    }

    /**
     * State was kept by unit alone: a machine that was still ending a unit wrote "inactive" over the
     * "active" of the machine that ran it by then. Here a late report of an old incarnation changes
     * nothing that is said or done about the new one.
     */
    @Test
    void fleet_722_a_late_report_of_where_it_ran_before_changes_nothing_where_it_runs_now() {
        cluster.apply(GATE, LISTED);
        cluster.awaitReady(5);
        String old = cluster.nodeNames().stream().filter(each -> !each.equals(home("gate-1"))
                && cluster.sight().containersOn(each) > 0).findFirst().orElseThrow();
        List<String> there = cluster.node(old).containers().stream().map(
                each -> each.identity().instance().address()).toList();
        cluster.node(old).link().cut();
        cluster.await("all of them ready elsewhere",
                () -> cluster.sight().containers().count() == 5 + there.size()
                        && cluster.sight().readyCount() == 5
                        && cluster.sight().listedBy("gate-1") == 4);
        cluster.pass(Duration.ofSeconds(5));
        List<Boolean> ready = cluster.sample(() -> there.stream().allMatch(this::newestIsReady));
        List<Integer> listed = cluster.sample(() -> cluster.sight().listedBy("gate-1"));
        List<Integer> rowsOfTheOld = cluster.sample(() -> rows(old).size());

        cluster.node(old).link().heal();
        cluster.await("the old ones gone", () -> cluster.node(old).containers().isEmpty());
        cluster.pass(Duration.ofSeconds(30));

        assertThat(rowsOfTheOld).as("the old node told of their end").contains(there.size(), 0);
        assertThat(ready).containsOnly(true);
        assertThat(listed).containsOnly(4);
    }

    private List<InstanceStatus> rows(String node) {
        return cluster.records().status(new NodeName(node)).orElseThrow().value().instances();
    }

    private boolean newestIsReady(String address) {
        Found found = cluster.sight().find(address).orElseThrow();
        Incarnation newest = found.container().identity().incarnation();
        return rows(found.node().name().value()).stream()
                .filter(row -> row.id().address().equals(address)
                        && row.incarnation().equals(newest))
                .map(InstanceStatus::phase).toList().equals(List.of(Phase.READY));
    }

    /**
     * When the engine's leadership was lost or stolen, agents found their units not scheduled to them
     * any more and restarted all of them. Here leaders come and go and no container is touched.
     */
    @Test
    void fleet_1181_a_change_of_leaders_restarts_nothing() {
        cluster.apply(Declarations.shop(2, 1));
        cluster.awaitReady(5);
        cluster.awaitSettled();
        int mark = cluster.log().mark();

        for (int turn = 0; turn < 6; turn++) {
            String leader = cluster.leader().orElseThrow();
            cluster.server(leader).link().cut();
            cluster.await("another leader", () -> cluster.leader()
                    .filter(each -> !each.equals(leader)).isPresent());
            cluster.server(leader).link().heal();
            cluster.pass(Duration.ofSeconds(turn));
        }
        cluster.pass(Duration.ofMinutes(1));

        assertThat(cluster.sight().epoch()).isGreaterThan(6);
        assertThat(cluster.log().since(mark)).isEmpty();
    }

    /** As above: what the store does not hold any more is no reason to end anything. */
    @Test
    void fleet_1181_what_is_not_in_the_store_any_more_runs_on() {
        cluster.apply(Declarations.shop(2, 1));
        cluster.awaitReady(5);
        cluster.awaitSettled();
        int mark = cluster.log().mark();

        Map<String, StoredRecord> skeleton = new TreeMap<>(cluster.ensemble().backup());
        skeleton.keySet().removeIf(path -> path.indexOf('/', 1) > 0);
        cluster.ensemble().restore(skeleton);
        cluster.pass(Duration.ofSeconds(20));
        cluster.nodeNames().forEach(cluster::restartAgent);
        cluster.pass(Duration.ofMinutes(5));

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(cluster.sight().running()).hasSize(5);
    }

    /**
     * When etcd elected another leader or was hard to reach, reading the wanted units timed out and
     * units were stopped. Here the way to the store comes and goes, sessions are lost and made anew,
     * and nothing is stopped, moved or restarted.
     */
    @Test
    void fleet_1289_a_store_that_is_hard_to_reach_stops_nothing() {
        cluster.apply(Declarations.shop(2, 1));
        cluster.awaitReady(5);
        cluster.awaitSettled();
        int mark = cluster.log().mark();

        for (int seconds : new int[]{2, 5, 8, 1, 12, 3, 30, 8, 8, 5}) {
            cluster.cutEverybody();
            cluster.pass(Duration.ofSeconds(seconds));
            cluster.healEverybody();
            cluster.pass(Duration.ofSeconds(2));
        }
        cluster.pass(Duration.ofMinutes(1));

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(cluster.sight().readyCount()).isEqualTo(5);
    }

    /**
     * Its report could not be found; it stands for its neighbours of that summer, in which an agent
     * that was started anew did not take over what ran. Here an agent that starts while the store is
     * away, or is not yet heard, adopts all, restarts nothing but what crashes, and goes on.
     */
    @Test
    void fleet_1308_an_agent_that_starts_without_the_store_adopts_what_runs() {
        cluster.apply(Declarations.shop(2, 1));
        cluster.awaitReady(5);
        cluster.awaitSettled();
        int mark = cluster.log().mark();
        cluster.cutEverybody();

        cluster.nodeNames().forEach(node -> {
            cluster.restartAgent(node);
            cluster.node(node).link().cut();
        });
        cluster.pass(Duration.ofMinutes(2));
        assertThat(cluster.log().since(mark)).isEmpty();
        cluster.killContainer("lamp-1/apache-1");
        cluster.await("it runs again", Duration.ofSeconds(10),
                () -> state("lamp-1/apache-1")
                        .equals(Optional.of(ObservedContainer.State.RUNNING)));

        cluster.healEverybody();
        cluster.pass(Duration.ofMinutes(1));
        assertThat(cluster.sight().readyCount()).isEqualTo(5);
        assertThat(cluster.log().since(mark)).isNotEmpty().allMatch(entry -> entry.identity()
                .instance().address().equals("lamp-1/apache-1"));
    }

    private Optional<ObservedContainer.State> state(String address) {
        return cluster.sight().find(address).map(found -> found.container().state());
    }
}
