package orchestrator.cli.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost;
import orchestrator.reconciler.testhosts.TestHost.Way;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may happen to the servers of the ensemble: row F4. */
@RequiresDocker(andRoot = true)
@Timeout(1800)
@Tag("faults")
class EnsembleFaultsIT {
    private static final Duration KILLED = Duration.ofSeconds(3);
    private static final Duration SILENT = Duration.ofSeconds(9);
    private static final Duration STARTED = Duration.ofSeconds(30);
    /** How long a fault lasts: longer than a session. */
    private static final Duration LENGTH = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GAP = "longest time without a write";

    private static FaultCluster cluster;
    private static Probe probe;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
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

    /** A way to break one ZooKeeper server, and to mend it. */
    private interface Break {
        void act(int host);
    }

    private static final Break KILL = host -> cluster.zooKeeper(host).kill();
    private static final Break START = host -> cluster.startZooKeeper(host);
    private static final Break FREEZE = host -> cluster.zooKeeper(host).freeze();
    private static final Break THAW = host -> cluster.zooKeeper(host).thaw();
    /** The server alone: the agent of its host goes on as a client of the others. */
    private static final Break CUT = host -> {
        cluster.host(host).dropServed(FaultCluster.CLIENT_PORT);
        cluster.host(host).drop(Way.IN, FaultCluster.QUORUM_PORTS);
        cluster.host(host).drop(Way.OUT, FaultCluster.QUORUM_PORTS);
    };
    private static final Break MEND = host -> cluster.host(host).dropNothing();

    private static void row(String name, Duration bar, FaultRow.Fault fault) throws Exception {
        new FaultRow(cluster, name, GAP, bar).repeat(fault);
    }

    /** Breaks a server, asks for a change meanwhile, and mends it. */
    private static long fault(int host, Break strike, Break mend) {
        long since = System.currentTimeMillis();
        strike.act(host);
        cluster.declared().change();
        await().atMost(PATIENCE).until(
                () -> System.currentTimeMillis() - since > LENGTH.toMillis());
        mend.act(host);
        cluster.awaitZooKeepers();
        return probe.longestGap(since);
    }

    private static int leader() {
        return cluster.awaitZooKeeperLeader();
    }

    private static int follower() {
        return leader() % cluster.hosts().hosts().size() + 1;
    }

    @Test
    @Tag("cheap")
    void f4_zookeeper_leader_killed() throws Exception {
        row("F4 ZooKeeper leader killed", KILLED, () -> fault(leader(), KILL, START));
    }

    @Test
    void f4_zookeeper_leader_frozen() throws Exception {
        row("F4 ZooKeeper leader frozen", SILENT, () -> fault(leader(), FREEZE, THAW));
    }

    @Test
    void f4_zookeeper_leader_cut_off() throws Exception {
        row("F4 ZooKeeper leader cut off", SILENT, () -> fault(leader(), CUT, MEND));
    }

    @Test
    void f4_zookeeper_follower_killed() throws Exception {
        row("F4 ZooKeeper follower killed", KILLED, () -> fault(follower(), KILL, START));
    }

    @Test
    void f4_zookeeper_follower_frozen() throws Exception {
        row("F4 ZooKeeper follower frozen", SILENT, () -> fault(follower(), FREEZE, THAW));
    }

    @Test
    void f4_zookeeper_follower_cut_off() throws Exception {
        row("F4 ZooKeeper follower cut off", SILENT, () -> fault(follower(), CUT, MEND));
    }

    @Test
    void f4_each_zookeeper_server_killed_and_started_in_turn() throws Exception {
        row("F4 ZooKeeper servers restarted in turn", SILENT, () -> {
            long since = System.currentTimeMillis();
            for (TestHost host : cluster.hosts().hosts()) {
                KILL.act(host.number());
                START.act(host.number());
                cluster.awaitZooKeepers();
            }
            cluster.declared().change();
            return probe.longestGap(since);
        });
    }

    @Test
    void f4_all_zookeeper_servers_killed() throws Exception {
        new FaultRow(cluster, "F4 all ZooKeeper servers killed for 12 s",
                "first write after they were started", STARTED).repeat(() -> {
                    long since = System.currentTimeMillis();
                    cluster.hosts().hosts().forEach(host -> KILL.act(host.number()));
                    await().atMost(PATIENCE).until(
                            () -> System.currentTimeMillis() - since > LENGTH.toMillis());
                    long started = System.currentTimeMillis();
                    cluster.hosts().hosts().forEach(host -> START.act(host.number()));
                    await().atMost(PATIENCE).until(() -> probe.firstAfter(started) > 0);
                    cluster.declared().change();
                    return probe.firstAfter(started);
                });
    }
}
