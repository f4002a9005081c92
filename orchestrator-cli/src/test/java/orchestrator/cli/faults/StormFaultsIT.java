package orchestrator.cli.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost.Way;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many agents lose the store at once, or come and go: F12 of the catalogue in docs/testing.md. The
 * ensemble goes on; only the agents' way to it is cut.
 */
@RequiresDocker(andRoot = true)
@Timeout(2400)
@Tag("faults")
class StormFaultsIT {
    private static final Duration FLAPPING = Duration
            .ofSeconds(Integer.getInteger("orch.faults.flapping", 60));
    private static final Duration FLAP = Duration.ofSeconds(7);
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final String WEB = "steady/web";
    private static final String AGREE = "all nodes are ready again";

    private static FaultCluster cluster;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private static void cut(int host) {
        cluster.host(host).drop(Way.OUT_EVEN_TO_ITSELF, FaultCluster.CLIENT_PORT);
    }

    private static void mend(int host) {
        cluster.host(host).dropNothing();
    }

    /** From the end of the fault until the screen shows every node as ready. */
    private static long untilReady() {
        long since = System.nanoTime();
        cluster.awaitNodes();
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static void rest(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    /** With so many gone nothing may be moved: it is more likely that they come back. */
    @Test
    void f12_all_nodes_cut_off_at_once() throws Exception {
        new FaultRow(cluster, "F12 100 % of the nodes cut off 40 s", AGREE, BACK).repeat(() -> {
            List.of(1, 2, 3).forEach(StormFaultsIT::cut);
            rest(Duration.ofSeconds(40));
            List.of(1, 2, 3).forEach(StormFaultsIT::mend);
            return untilReady();
        });
    }

    /** Two of three are not a storm: what they ran is moved, each of it once. */
    @Test
    void f12_two_nodes_of_three_cut_off_at_once() throws Exception {
        Victim[] victims = new Victim[2];
        new FaultRow(cluster, "F12 2 of 3 nodes cut off 40 s", AGREE, BACK).where(judge -> {
            for (int i = 0; i < victims.length; i++) {
                victims[i] = Victim.of(cluster, i + 1);
                victims[i].mayMove(judge, WEB);
            }
            judge.doubling(WEB).doubling("pulse/");
        }).repeat(() -> {
            List.of(1, 2).forEach(StormFaultsIT::cut);
            for (Victim victim : victims) {
                if (victim.ran().stream().anyMatch(each -> each.startsWith(WEB))) {
                    victim.millisUntilElsewhere(Duration.ofSeconds(90), WEB);
                }
            }
            List.of(1, 2).forEach(StormFaultsIT::mend);
            return untilReady();
        });
    }

    /** Each absence is shorter than what is waited for before anything is moved. */
    @Test
    void f12_a_node_that_comes_and_goes() throws Exception {
        flapping("F12 a node flaps every 7 s", List.of(1));
    }

    @Test
    void f12_all_nodes_come_and_go() throws Exception {
        flapping("F12 all nodes flap every 7 s", List.of(1, 2, 3));
    }

    private void flapping(String name, List<Integer> hosts) throws Exception {
        new FaultRow(cluster, name, AGREE, BACK).repeat(() -> {
            long until = System.nanoTime() + FLAPPING.toNanos();
            while (System.nanoTime() < until) {
                hosts.forEach(StormFaultsIT::cut);
                rest(FLAP);
                hosts.forEach(StormFaultsIT::mend);
                rest(FLAP);
            }
            return untilReady();
        });
    }
}
