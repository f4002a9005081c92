package orchestrator.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import orchestrator.cli.faults.Terms.Term;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What answers at the address of the ensemble is not the ensemble as it was: empty, older, or another
 * cluster's. Nothing may be stopped, nothing begun, and people must be told why: row F6.
 */
@RequiresDocker(andRoot = true)
@Timeout(2400)
@Tag("faults")
class LostStoreIT {
    private static final Duration TOLD = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String FIGURE = "agents and orch status say why all is frozen";
    private static final String FROZEN = "nothing is stopped or newly begun: ";

    private static FaultCluster cluster;
    private static TestHost stranger;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
        stranger = cluster.hosts().addMachine();
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** Stops the ensemble, puts its files aside under a name, brings others in, and starts it. */
    private static void exchange(String keepAs, String bring) {
        for (TestHost host : cluster.hosts().hosts()) {
            cluster.zooKeeper(host.number()).kill();
        }
        for (TestHost host : cluster.hosts().hosts()) {
            Path data = cluster.zooKeeperData(host.number());
            HostCommand.run("mv", data.resolve("version-2").toString(),
                    data.resolve(keepAs).toString());
            if (!bring.isEmpty()) {
                HostCommand.run("mv", data.resolve(bring).toString(),
                        data.resolve("version-2").toString());
            }
            cluster.startZooKeeper(host.number());
        }
        cluster.awaitZooKeepers();
    }

    /** Puts the true files back. */
    private static void restore() {
        exchange("wrong", "true");
        cluster.hosts().hosts().forEach(host -> HostCommand.run("rm", "-rf",
                cluster.zooKeeperData(host.number()).resolve("wrong").toString()));
    }

    /** What so many agents must say in their logs, and {@code orch status} on the screen. */
    private record Told(int agents, String log, String screen) {}

    /** Milliseconds from now until it was told; the true ensemble is then put back. */
    private static long untilTold(int[] read, Told told) {
        long since = System.currentTimeMillis();
        Pattern said = Pattern.compile(Pattern.quote(FROZEN) + told.log());
        String[] status = {""};
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(
                    () -> cluster.hosts().hosts().stream().filter(
                            host -> said.matcher(news(host.number(), read)).find())
                            .count() >= told.agents());
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                status[0] = cluster.run("status", "-p", "steady").output();
                return Pattern.compile(told.screen()).matcher(status[0]).find();
            });
        } catch (ConditionTimeoutException e) {
            restore();
            throw new AssertionError("no word of it; orch status says: " + status[0], e);
        }
        long took = System.currentTimeMillis() - since;
        System.out.println("[faults] status: " + status[0]);
        restore();
        return took;
    }

    private static String news(int host, int[] read) {
        return cluster.agent(host).output().substring(read[host]);
    }

    private static int[] readSoFar() {
        int[] read = new int[cluster.hosts().hosts().size() + 1];
        for (TestHost host : cluster.hosts().hosts()) {
            read[host.number()] = cluster.agent(host.number()).output().length();
        }
        return read;
    }

    @Test
    void f6_ensemble_emptied() throws Exception {
        new FaultRow(cluster, "F6 ensemble emptied", FIGURE, TOLD).repeat(() -> {
            int[] read = readSoFar();
            exchange("true", "");
            return untilTold(read, new Told(3, "the store holds no cluster", "no cluster"));
        });
    }

    @Test
    void f6_ensemble_restored_from_an_old_copy() throws Exception {
        new FaultRow(cluster, "F6 ensemble restored from an old copy", FIGURE, TOLD).repeat(() -> {
            cluster.hosts().hosts().forEach(host -> copy(host.number()));
            makeNews();
            int[] read = readSoFar();
            exchange("true", "old");
            // nothing has changed in the meantime for the nodes that had no part in the changes
            return untilTold(read, new Told(1, "the store (is older|has lost)", "older than"));
        });
    }

    private static void copy(int host) {
        Path data = cluster.zooKeeperData(host);
        HostCommand.run("cp", "-a", data.resolve("version-2").toString(),
                data.resolve("old").toString());
    }

    /** Two changes and another leader, of which an old copy knows nothing. */
    private static void makeNews() {
        cluster.declared().change();
        cluster.declared().await();
        Term before = cluster.terms().last();
        cluster.server(before.server()).kill();
        await().atMost(PATIENCE).until(() -> cluster.terms().wroteFirstAfter(before).isPresent());
        cluster.startServer(before.server());
        cluster.declared().change();
        cluster.declared().await();
    }

    @Test
    void f6_another_clusters_ensemble_under_the_same_address() throws Exception {
        new FaultRow(cluster, "F6 another cluster under the same address", FIGURE, TOLD)
                .repeat(() -> {
                    int[] read = readSoFar();
                    exchange("true", "");
                    HostProcess founder = stranger.start("server", FaultCluster
                            .serverCommand("stranger-9", stranger.directory().resolve(
                                    "server-" + System.nanoTime()), cluster.ensemble()));
                    await().atMost(PATIENCE).until(
                            () -> founder.output().contains("leads, epoch"));
                    long took = untilTold(read, new Told(3, "the store belongs to another cluster",
                            "there is no project \"steady\""));
                    founder.kill();
                    assertThat(founder.isAlive()).isFalse();
                    return took;
                });
    }
}
