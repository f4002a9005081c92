package orchestrator.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The disks of the ensemble fill up, and lose the end of what was written: row F5. A server that has
 * ended is started again, as a service manager would do it.
 */
@RequiresDocker(andRoot = true)
@Timeout(1800)
@Tag("faults")
class EnsembleDisksIT {
    private static final Duration GAP_BAR = Duration.ofSeconds(9);
    private static final Duration AGAIN_BAR = Duration.ofSeconds(30);
    private static final Duration LENGTH = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String GAP = "longest time without a write";
    private static final String AGAIN = "first write after space returned";
    /** Puts what is in a directory on a small disk of its own. */
    private static final String SMALL_DISK = "cp -a \"$0\" \"$0.was\""
            + " && mount -t tmpfs -o size=24m tmpfs \"$0\" && cp -a \"$0.was/.\" \"$0/\"";
    private static final String FILL = "dd if=/dev/zero of=\"$0/fill\" bs=4k 2>/dev/null; true";
    /** Takes away the end of the last record, in front of what is only reserved for later ones. */
    private static final String TEAR = """
            log=$(ls -t "$0"/version-2/log.* | head -n 1)
            end=$(LC_ALL=C tr '\\0' ' ' <"$log" | LC_ALL=C sed -z 's/ *$//' | wc -c)
            truncate -s $((end - 25)) "$log"
            """;

    private static FaultCluster cluster;
    private static Probe probe;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
        for (TestHost host : cluster.hosts().hosts()) {
            cluster.zooKeeper(host.number()).kill();
            onDisk(host.number(), SMALL_DISK);
            cluster.startZooKeeper(host.number());
            cluster.awaitZooKeepers();
        }
        probe = Probe.start(cluster);
    }

    @AfterAll
    static void close() {
        if (probe != null) {
            probe.end();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    private static void onDisk(int host, String script) {
        cluster.host(host).run("bash", "-c", script, cluster.zooKeeperData(host).toString());
    }

    private static void free(int host) {
        onDisk(host, "rm -f \"$0/fill\"");
        if (!cluster.zooKeeper(host).isAlive()) {
            cluster.startZooKeeper(host);
        }
    }

    /**
     * One server may not be able to read what it could not finish writing, and says so for ever. Its
     * disk is lost then: emptied, it takes everything from the others.
     */
    private static void awaitZooKeepers() {
        List<Integer> lost = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            List<Integer> out = cluster.hosts().hosts().stream().map(TestHost::number)
                    .filter(host -> cluster.zooKeeperMode(host).isEmpty()).toList();
            out.stream().filter(host -> !lost.contains(host)).filter(EnsembleDisksIT::isUnreadable)
                    .findFirst().ifPresent(host -> {
                        lost.add(host);
                        startEmpty(host);
                    });
            return out.isEmpty();
        });
        assertThat(lost).as("servers that cannot read their disk").hasSizeLessThanOrEqualTo(1);
    }

    private static boolean isUnreadable(int host) {
        return cluster.host(host).run("tail", "-n", "50",
                cluster.host(host).directory().resolve("zookeeper.log").toString()).contains(
                        "Unable to load database on disk");
    }

    private static void startEmpty(int host) {
        System.out.println("[faults] it cannot read its disk, which is emptied");
        cluster.zooKeeper(host).kill();
        onDisk(host, "rm -rf \"$0/version-2\"");
        cluster.startZooKeeper(host);
    }

    private static long full(int host) {
        long since = System.currentTimeMillis();
        onDisk(host, FILL);
        cluster.declared().change();
        pass(since);
        System.out.println("[faults] its ZooKeeper server lives on: "
                + cluster.zooKeeper(host).isAlive());
        free(host);
        awaitZooKeepers();
        return probe.longestGap(since);
    }

    private static void pass(long since) {
        await().atMost(PATIENCE).until(
                () -> System.currentTimeMillis() - since > LENGTH.toMillis());
    }

    private static int follower() {
        return cluster.awaitZooKeeperLeader() % cluster.hosts().hosts().size() + 1;
    }

    @Test
    void f5_disk_of_the_zookeeper_leader_full() throws Exception {
        new FaultRow(cluster, "F5 disk of the ZooKeeper leader full", GAP, GAP_BAR)
                .repeat(() -> full(cluster.awaitZooKeeperLeader()));
    }

    @Test
    void f5_disk_of_a_zookeeper_follower_full() throws Exception {
        new FaultRow(cluster, "F5 disk of a ZooKeeper follower full", GAP, GAP_BAR)
                .repeat(() -> full(follower()));
    }

    @Test
    void f5_every_disk_of_the_ensemble_full() throws Exception {
        new FaultRow(cluster, "F5 every disk of the ensemble full", AGAIN, AGAIN_BAR)
                .repeat(() -> {
                    List<TestHost> hosts = cluster.hosts().hosts();
                    long since = System.currentTimeMillis();
                    hosts.forEach(host -> onDisk(host.number(), FILL));
                    pass(since);
                    assertThat(probe.firstAfter(since + LENGTH.toMillis() / 2)).isNegative();
                    long freed = System.currentTimeMillis();
                    hosts.forEach(host -> free(host.number()));
                    await().atMost(PATIENCE).until(() -> probe.firstAfter(freed) > 0);
                    awaitZooKeepers();
                    cluster.declared().change();
                    return probe.firstAfter(freed);
                });
    }

    private static long torn(int host) {
        long since = System.currentTimeMillis();
        cluster.zooKeeper(host).kill();
        onDisk(host, TEAR);
        cluster.declared().change();
        cluster.startZooKeeper(host);
        cluster.awaitZooKeepers();
        return probe.longestGap(since);
    }

    @Test
    void f5_log_of_the_zookeeper_leader_torn() throws Exception {
        new FaultRow(cluster, "F5 log of the ZooKeeper leader torn", GAP, GAP_BAR)
                .repeat(() -> torn(cluster.awaitZooKeeperLeader()));
    }

    @Test
    void f5_log_of_a_zookeeper_follower_torn() throws Exception {
        new FaultRow(cluster, "F5 log of a ZooKeeper follower torn", GAP, GAP_BAR)
                .repeat(() -> torn(follower()));
    }

    /** Every forced write of these servers takes two seconds more until they are {@link #quick}. */
    private static void slow(List<TestHost> hosts) throws IOException {
        for (TestHost host : hosts) {
            Files.writeString(cluster.slowness(host.number()), "2000");
        }
    }

    private static void quick(List<TestHost> hosts) throws IOException {
        for (TestHost host : hosts) {
            Files.delete(cluster.slowness(host.number()));
        }
    }

    @Test
    void f5_disk_of_the_zookeeper_leader_slow() throws Exception {
        new FaultRow(cluster, "F5 disk of the ZooKeeper leader slow, 2 s", GAP, GAP_BAR)
                .repeat(() -> {
                    List<TestHost> leader = List.of(cluster.host(cluster.awaitZooKeeperLeader()));
                    long since = System.currentTimeMillis();
                    slow(leader);
                    cluster.declared().change();
                    cluster.declared().awaitContainers();
                    pass(since);
                    quick(leader);
                    return probe.longestGap(since);
                });
    }

    /** As slow as a server may lag at all: the ensemble can fall apart, and nothing else may. */
    @Test
    void f5_every_disk_of_the_ensemble_slow() throws Exception {
        new FaultRow(cluster, "F5 every disk of the ensemble slow, 2 s",
                "first write after they are quick", AGAIN_BAR).repeat(() -> {
                    long since = System.currentTimeMillis();
                    slow(cluster.hosts().hosts());
                    pass(since);
                    assertThat(probe.longestGap(since)).isGreaterThan(1900);
                    long quick = System.currentTimeMillis();
                    quick(cluster.hosts().hosts());
                    await().atMost(PATIENCE).until(() -> probe.firstAfter(quick) > 0);
                    cluster.awaitZooKeepers();
                    cluster.declared().change();
                    return probe.firstAfter(quick);
                });
    }
}
