package orchestrator.cli.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import orchestrator.cli.faults.Beacons.Life;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The whole ensemble is gone for as long as {@code -Dorch.faults.outage} says, in seconds. Every agent
 * and an engine are restarted meanwhile: row F7.
 */
@RequiresDocker(andRoot = true)
@Timeout(2400)
@Tag("faults")
class OutageIT {
    private static final int SECONDS = Integer.getInteger("orch.faults.outage", 30);
    private static final Duration RESTART = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int COPIES = 3;

    private static FaultCluster cluster;
    private static int crashes;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
        cluster.declared().declare("frail", """
                project: frail
                services:
                  leaf:
                %s
                run:
                  leaf: %d
                """.formatted(Beacons.service("frail"), COPIES), Map.of("frail/leaf", COPIES));
        cluster.declared().await();
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void f7_ensemble_gone() throws Exception {
        FaultRow row = new FaultRow(cluster, "F7 ensemble gone for " + SECONDS + " s, agents and"
                + " an engine restarted", "a crashed container runs again", RESTART)
                .where(judge -> judge.allowing("frail/"));
        row.repeat(SECONDS > 60 ? 1 : FaultRow.RUNS, () -> {
            long since = System.currentTimeMillis();
            cluster.hosts().hosts().forEach(host -> cluster.zooKeeper(host.number()).kill());
            long first = crash();
            cluster.hosts().hosts().forEach(OutageIT::restartAgent);
            cluster.host(2).engineProcess().stop();
            cluster.host(2).engineProcess().start(true);
            long second = crash();
            await().atMost(Duration.ofSeconds(SECONDS).plus(PATIENCE)).until(
                    () -> System.currentTimeMillis() - since > SECONDS * 1000L);
            cluster.hosts().hosts().forEach(host -> cluster.startZooKeeper(host.number()));
            cluster.awaitZooKeeperLeader();
            return Math.max(first, second);
        });
    }

    /** Without the store: it has only what it remembers. */
    private static void restartAgent(TestHost host) {
        cluster.agent(host.number()).kill();
        int read = cluster.agent(host.number()).output().length();
        cluster.startAgent(host.number());
        await().atMost(PATIENCE).until(() -> cluster.agent(host.number()).output()
                .indexOf("has started", read) > 0);
    }

    /**
     * Kills a container and returns how long it takes until its instance runs again. Each time one of
     * another instance: what crashes again and again is waited with.
     */
    private static long crash() {
        String instance = "frail/leaf-" + (1 + crashes++ % COPIES);
        Life victim = running(instance);
        long since = System.currentTimeMillis();
        cluster.host(victim.host()).docker("kill", victim.id());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(
                () -> cluster.beacons().lives().stream().anyMatch(
                        life -> life.instance().equals(instance) && life.from() > since));
        return (long) running(instance).from() - since;
    }

    private static Life running(String instance) {
        return cluster.beacons().lives().stream()
                .filter(life -> life.instance().equals(instance) && life.goesOn())
                .reduce((one, other) -> other).orElseThrow();
    }
}
