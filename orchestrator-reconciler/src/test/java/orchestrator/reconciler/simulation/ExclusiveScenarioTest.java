package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must never run twice, with real loops on engines that pretend. After everything that happens
 * the engines themselves are asked whether two containers of one instance run.
 */
class ExclusiveScenarioTest {
    private static final String LEDGER = "ledger-1";
    private final SimulatedCluster cluster = new SimulatedCluster(7, 3);
    private final List<Instant> overlaps = new ArrayList<>();

    @BeforeEach
    void watch() {
        cluster.timeline().afterEach(() -> {
            if (running() > 1) {
                overlaps.add(cluster.timeline().now());
            }
        });
    }

    @AfterEach
    void two_never_run_at_a_time() {
        assertThat(overlaps).isEmpty();
        cluster.close();
    }

    private long running() {
        return cluster.sight().containers().filter(each -> each.address().equals(LEDGER)).count();
    }

    private String home() {
        return cluster.sight().find(LEDGER).orElseThrow().node().name().value();
    }

    private String runs(String exclusive) {
        cluster.apply(Declarations.ledger(exclusive, "ledger:1"));
        cluster.awaitReady(1);
        cluster.pass(Duration.ofSeconds(5));
        return home();
    }

    private boolean runsElsewhere(String than) {
        return cluster.sight().readyCount() == 1 && running() == 1 && !home().equals(than);
    }

    private Duration untilItRunsElsewhere(String than) {
        Instant before = cluster.timeline().now();
        cluster.await("ledger elsewhere", Duration.ofSeconds(60), () -> runsElsewhere(than));
        return Duration.between(before, cluster.timeline().now());
    }

    private Reason hold() {
        return cluster.sight().holds().get(LEDGER);
    }

    @Test
    void what_ran_on_a_dead_node_runs_elsewhere_within_half_a_minute() {
        String home = runs("lease");

        cluster.node(home).crash();

        assertThat(untilItRunsElsewhere(home)).isLessThan(Duration.ofSeconds(30));
        cluster.node(home).startAgent();
        cluster.pass(Duration.ofMinutes(1));
        assertThat(running()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.98, 1, 1.02})
    void what_ran_on_a_node_that_is_cut_off_ends_there_before_it_runs_elsewhere(double rate) {
        cluster.nodeNames().forEach(node -> cluster.node(node).fencer().runClockAt(rate));
        String home = runs("lease");
        int mark = cluster.log().mark();

        cluster.node(home).link().cut();

        assertThat(untilItRunsElsewhere(home)).isLessThan(Duration.ofSeconds(30));
        // the agent and the fencer ask it to end at the same moment, whoever comes first
        assertThat(cluster.log().since(mark, Deed.EXITED)).hasSize(1);
        cluster.node(home).link().heal();
        cluster.pass(Duration.ofMinutes(1));
        assertThat(running()).isEqualTo(1);
        assertThat(cluster.sight().containersOn(home)).isZero();
    }

    @Test
    void the_fencer_ends_it_when_the_agent_stands_still() {
        String home = runs("lease");
        int mark = cluster.log().mark();

        cluster.node(home).freezeAgent();

        assertThat(untilItRunsElsewhere(home)).isLessThan(Duration.ofSeconds(30));
        assertThat(cluster.log().since(mark, Deed.STOPPED)).isEmpty();
        cluster.node(home).thawAgent();
        cluster.pass(Duration.ofMinutes(2));
        assertThat(running()).isEqualTo(1);
    }

    @Test
    void a_leader_that_begins_meanwhile_counts_from_what_it_saw_itself() {
        String home = runs("lease");
        cluster.node(home).link().cut();
        cluster.pass(Duration.ofSeconds(8));

        cluster.killLeader();
        assertThat(untilItRunsElsewhere(home)).isLessThan(Duration.ofSeconds(17));
    }

    @Test
    void a_server_that_has_seen_nothing_waits_the_whole_time() {
        String home = runs("lease");
        cluster.killStandby();
        cluster.node(home).link().cut();
        cluster.pass(Duration.ofSeconds(15));

        cluster.killLeader();
        cluster.startServer("server-3");
        cluster.pass(Duration.ofSeconds(20));
        assertThat(running()).isZero();
        assertThat(hold().code()).isEqualTo(ReasonCode.WAITS_FOR_LEASE);
        assertThat(untilItRunsElsewhere(home)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_short_outage_of_the_store_stops_nothing() {
        runs("lease");
        int mark = cluster.log().mark();

        cluster.cutEverybody();
        cluster.pass(Duration.ofSeconds(10));
        cluster.healEverybody();
        cluster.pass(Duration.ofSeconds(30));

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(running()).isEqualTo(1);
    }

    @Test
    void a_long_outage_of_the_store_stops_it_and_it_comes_back_afterwards() {
        String home = runs("lease");

        cluster.cutEverybody();
        cluster.pass(Duration.ofSeconds(60));
        assertThat(running()).isZero();
        cluster.healEverybody();
        cluster.await("ledger again", Duration.ofSeconds(60), () -> running() == 1
                && cluster.sight().readyCount() == 1);
        assertThat(home()).isNotNull();
        assertThat(cluster.sight().find(LEDGER).orElseThrow().node().name().value())
                .isEqualTo(home);
    }

    @Test
    void a_start_that_is_still_under_way_when_the_lease_ends_takes_no_effect() {
        String home = runs("lease");
        cluster.node(home).hands().exit(cluster.sight().find(LEDGER).orElseThrow().id(), 1);
        cluster.await("a start under way", () -> cluster.node(home).containers().stream()
                .anyMatch(each -> each.state().name().equals("CREATED")));
        cluster.node(home).slowStarts(Duration.ofSeconds(30));
        cluster.node(home).freezeAgent();

        assertThat(untilItRunsElsewhere(home)).isLessThan(Duration.ofSeconds(30));
        cluster.node(home).thawAgent();
        cluster.pass(Duration.ofMinutes(2));
        assertThat(running()).isEqualTo(1);
    }

    @Test
    void a_lease_is_not_begun_anew_while_a_start_of_the_one_before_is_under_way() {
        String home = runs("lease");
        cluster.node(home).slowStarts(Duration.ofSeconds(45));
        cluster.node(home).hands().exit(cluster.sight().find(LEDGER).orElseThrow().id(), 1);
        cluster.await("a start under way", () -> cluster.node(home).containers().stream()
                .anyMatch(each -> each.state().name().equals("CREATED")));
        cluster.node(home).link().cut();
        untilItRunsElsewhere(home);

        cluster.node(home).link().heal();
        cluster.pass(Duration.ofMinutes(2));
        assertThat(running()).isEqualTo(1);
        assertThat(cluster.node(home).containers()).isEmpty();
    }

    @Test
    void without_a_fencer_nothing_is_begun_and_what_runs_is_given_up() {
        String home = runs("lease");
        cluster.node(home).fencer().breakDown(true);

        cluster.await("ledger to end", Duration.ofSeconds(30), () -> running() == 0);
        cluster.pass(Duration.ofSeconds(30));
        assertThat(running()).isZero();
        assertThat(cluster.sight().describe()).contains("the fencer does not run");
        cluster.node(home).fencer().breakDown(false);
        cluster.await("ledger again", Duration.ofSeconds(60), () -> running() == 1);
    }

    @Test
    void an_agent_that_is_restarted_keeps_what_runs() {
        String home = runs("lease");
        int mark = cluster.log().mark();

        cluster.restartAgent(home);
        cluster.pass(Duration.ofSeconds(60));

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(home()).isEqualTo(home);
    }

    @Test
    void an_engine_that_is_silent_ends_nothing() {
        String home = runs("lease");
        cluster.node(home).hands().silence(true);
        cluster.pass(Duration.ofSeconds(60));

        assertThat(home()).isEqualTo(home);
    }

    @Test
    void a_change_stops_the_old_one_first() {
        runs("lease");
        cluster.apply(Declarations.ledger("lease", "ledger:2"));

        cluster.await("ledger:2", () -> cluster.sight().images().equals(List.of("ledger:2"))
                && cluster.sight().readyCount() == 1);
    }

    @Test
    void a_node_renews_no_lease_once_nothing_needs_one() {
        String home = runs("lease");
        cluster.delete("bank");
        cluster.await("nothing", () -> running() == 0);

        cluster.awaitSettled();
        assertThat(cluster.sight().containersOn(home)).isZero();
    }

    @Test
    void what_keeps_its_node_moves_on_the_word_of_a_person_alone() {
        String home = runs("keep");
        cluster.node(home).crash();
        cluster.pass(Duration.ofMinutes(5));
        assertThat(running()).isZero();
        assertThat(hold().code()).isEqualTo(ReasonCode.WAITS_FOR_PROOF);
        assertThat(hold().text()).contains("orch node confirm-dead " + home);

        cluster.confirmDead(home);
        untilItRunsElsewhere(home);
        cluster.node(home).startAgent();
        cluster.pass(Duration.ofMinutes(1));
        assertThat(running()).isEqualTo(1);
        assertThat(cluster.sight().containersOn(home)).isZero();
    }

    @Test
    void what_keeps_its_node_runs_on_when_that_is_cut_off() {
        String home = runs("keep");
        cluster.node(home).link().cut();
        cluster.pass(Duration.ofMinutes(5));

        assertThat(home()).isEqualTo(home);
        cluster.node(home).link().heal();
        cluster.pass(Duration.ofMinutes(1));
        assertThat(home()).isEqualTo(home);
    }
}
