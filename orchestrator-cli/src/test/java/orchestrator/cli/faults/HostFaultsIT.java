package orchestrator.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole host is lost, and may come back: F9 of the catalogue in docs/testing.md. */
@RequiresDocker(andRoot = true)
@Timeout(2400)
@Tag("faults")
class HostFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOST = Duration.ofSeconds(15);
    private static final Duration NO_GRACE = Duration.ofSeconds(8);
    /** What a ZooKeeper leader that is cut off costs at most, beside what a session costs. */
    private static final Duration ELECTION = Duration.ofSeconds(3);
    private static final String WEB = "steady/web";
    private static final String QUICK = "bank/quick";
    private static final String ELSEWHERE = "its ordinary copies run elsewhere";

    private static FaultCluster cluster;
    private Victim victim;
    private int last = 3;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
        cluster.declared().declare("bank", """
                project: bank
                services:
                  quick:
                %s
                    lost-after: 0s
                  ledger:
                %s
                    exclusive: lease
                run:
                  quick: 3
                  ledger: 1
                """.formatted(Beacons.service("bank"), Beacons.service("bank")),
                Map.of("bank/quick", 3, "bank/ledger", 1));
        cluster.declared().await();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    /** Each host in turn, the one with the leader of the ensemble among them. */
    private FaultRow row(String name, String figure, Duration bar, String service) {
        return new FaultRow(cluster, name, figure, bar).where(judge -> {
            victim = Victim.running(cluster, last, service);
            last = victim.host();
            victim.mayMove(judge);
        });
    }

    private void kill() {
        cluster.host(victim.host()).kill();
    }

    @Test
    void f9_host_killed_and_booted_with_its_disk() throws Exception {
        row("F9 host killed, booted with its disk", ELSEWHERE, LOST, WEB).repeat(() -> {
            kill();
            long took = victim.millisUntilElsewhere(PATIENCE, WEB);
            cluster.boot(victim.host(), false);
            return took;
        });
    }

    @Test
    void f9_host_killed_and_booted_with_an_empty_disk() throws Exception {
        row("F9 host killed, booted with an empty disk", ELSEWHERE, LOST, WEB).repeat(() -> {
            kill();
            long took = victim.millisUntilElsewhere(PATIENCE, WEB);
            cluster.boot(victim.host(), true);
            return took;
        });
    }

    @Test
    void f9_host_killed_that_runs_what_asks_for_no_grace() throws Exception {
        quickRow("F9 host killed, lost-after 0s", NO_GRACE, false);
    }

    /**
     * Two faults at once: the ensemble first has to see that its leader is gone, which takes the two
     * seconds of its syncLimit, and to elect another, which then gives each session its whole time.
     */
    @Test
    void f9_host_killed_that_leads_the_ensemble_too() throws Exception {
        quickRow("F9 host of the ZooKeeper leader killed, lost-after 0s",
                NO_GRACE.plus(ELECTION), true);
    }

    private void quickRow(String name, Duration bar, boolean leads) throws Exception {
        new FaultRow(cluster, name, "copies with lost-after 0s run elsewhere", bar)
                .where(judge -> {
                    int host = Victim.running(cluster, leads && last == 3 ? 1 : last, QUICK).host();
                    cluster.letLead(leader -> (leader == host) == leads);
                    cluster.awaitNodes();
                    victim = Victim.of(cluster, host);
                    last = host;
                    victim.mayMove(judge);
                })
                .repeat(() -> {
                    kill();
                    long took = victim.millisUntilElsewhere(PATIENCE, QUICK);
                    cluster.boot(victim.host(), false);
                    return took;
                });
    }

    @Test
    void f9_host_killed_that_holds_a_lease() throws Exception {
        row("F9 host killed, exclusive: lease", "it runs elsewhere", Duration.ofSeconds(30),
                "bank/ledger").repeat(() -> {
                    kill();
                    long took = victim.millisUntilElsewhere(PATIENCE, "bank/ledger");
                    cluster.boot(victim.host(), false);
                    return took;
                });
    }

    /** The clone has the name and the memory of node 1 on a machine with another engine. */
    @Test
    void f9_host_cloned() throws Exception {
        new FaultRow(cluster, "F9 host cloned", "the clone says that it waits",
                Duration.ofSeconds(15)).repeat(() -> {
                    HostCommand.run("cp", "-r", cluster.host(1).directory() + "/agent",
                            cluster.host(2).directory() + "/clone");
                    long since = System.currentTimeMillis();
                    HostProcess clone = cluster.startSecondAgent("node-1", 2, "clone");
                    await().atMost(PATIENCE).until(() -> clone.output(),
                            said -> said.contains("this one waits for it"));
                    long took = System.currentTimeMillis() - since;
                    awaitAnotherLook();
                    assertThat(cluster.host(2).docker("ps", "-aq", "--filter",
                            "label=orch.node=node-1")).isBlank();
                    clone.kill();
                    HostCommand.run("rm", "-rf", cluster.host(2).directory() + "/clone");
                    return took;
                });
    }

    /** A change is carried out, so whoever acts has had every reason to act. */
    private static void awaitAnotherLook() {
        cluster.declared().change();
        cluster.declared().await();
    }
}
