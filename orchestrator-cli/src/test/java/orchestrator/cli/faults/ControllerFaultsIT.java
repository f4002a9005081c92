package orchestrator.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import orchestrator.cli.faults.Terms.Term;
import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost;
import orchestrator.reconciler.testhosts.TestHost.Way;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may happen to the server that leads, and to its way to the ensemble: rows F1 to F3. */
@RequiresDocker(andRoot = true)
@Timeout(1800)
@Tag("faults")
class ControllerFaultsIT {
    private static final Duration FAILOVER = Duration.ofSeconds(9);
    /**
     * A server that is only deaf goes on sending signs of life until it has heard nothing for two
     * thirds of its session, so that its session ends so much later.
     */
    private static final Duration DEAF_FAILOVER = Duration.ofSeconds(13);
    private static final Duration FREEZE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NEXT = "first fenced write of the next leader";

    private static FaultCluster cluster;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static FaultRow row(String name) {
        return new FaultRow(cluster, name, NEXT, FAILOVER);
    }

    /** Milliseconds from {@code since} to the first fenced write of a term after {@code before}. */
    private static long nextWrite(Term before, long since) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> cluster.terms().wroteFirstAfter(before), Optional::isPresent)
                .orElseThrow().firstWrite() - since;
    }

    /** Waits until so much time has gone by since {@code since}. */
    private static void until(long since, Duration length) {
        await().atMost(length.plus(PATIENCE)).pollInterval(Duration.ofMillis(50))
                .until(() -> System.currentTimeMillis() - since >= length.toMillis());
    }

    @Test
    @Tag("cheap")
    void f1_leader_killed() throws Exception {
        row("F1 leader killed").repeat(() -> {
            Term before = cluster.terms().last();
            long since = System.currentTimeMillis();
            cluster.server(before.server()).kill();
            cluster.declared().change();
            long took = nextWrite(before, since);
            cluster.startServer(before.server());
            return took;
        });
    }

    @Test
    void f1_leader_frozen_for_20_seconds() throws Exception {
        row("F1 leader frozen 20 s").repeat(() -> {
            Term before = cluster.terms().last();
            long since = System.currentTimeMillis();
            cluster.server(before.server()).freeze();
            cluster.declared().change();
            long took = nextWrite(before, since);
            until(since, FREEZE);
            cluster.server(before.server()).thaw();
            return took;
        });
    }

    /** Frozen at a random moment of carrying out a change, which it may go on with when it thaws. */
    @Test
    void f1_leader_frozen_during_a_write() throws Exception {
        row("F1 leader frozen and thawed during a write").repeat(() -> {
            Term before = cluster.terms().last();
            HostProcess leader = cluster.server(before.server());
            cluster.declared().change();
            until(System.currentTimeMillis(),
                    Duration.ofMillis(ThreadLocalRandom.current().nextInt(700)));
            long since = System.currentTimeMillis();
            leader.freeze();
            cluster.declared().change();
            long took = nextWrite(before, since);
            int refused = cluster.terms().refused();
            leader.thaw();
            await().atMost(PATIENCE).until(() -> standsBy(before.server()));
            System.out.printf("[faults] fenced writes of the old leader refused: %d%n",
                    cluster.terms().refused() - refused);
            return took;
        });
    }

    /** True when what the server said last of leading is that it does so no longer. */
    private static boolean standsBy(int server) {
        String said = cluster.server(server).output();
        return said.lastIndexOf("leads no longer") > said.lastIndexOf("leads, epoch");
    }

    /**
     * The server that leads goes on reading from a ZooKeeper server that has lost the others and
     * does not know yet.
     */
    @Test
    @Tag("cheap")
    void f2_leader_on_a_zookeeper_follower_that_is_cut_off() throws Exception {
        try {
            row("F2 leader on a ZooKeeper follower that is cut off").repeat(() -> {
                connectEachToItsOwn();
                Term before = cluster.terms().last();
                TestHost follower = cluster.host(before.server());
                long since = System.currentTimeMillis();
                follower.drop(Way.IN, FaultCluster.QUORUM_PORTS);
                follower.drop(Way.OUT, FaultCluster.QUORUM_PORTS);
                cluster.declared().change();
                long took = nextWrite(before, since);
                follower.dropNothing();
                return took;
            });
        } finally {
            startAnew(_ -> cluster.ensemble());
        }
    }

    /** Both servers, each of which knows only what ZooKeeper servers it is told; until one leads. */
    private static void startAnew(IntFunction<String> zooKeepers) {
        Term before = cluster.terms().last();
        for (int server = 1; server <= 2; server++) {
            cluster.server(server).kill();
            cluster.startServer(server, zooKeepers.apply(server));
        }
        await().atMost(PATIENCE).until(() -> cluster.terms().wroteFirstAfter(before).isPresent());
    }

    /** Server 1 knows ZooKeeper server 1 only, server 2 the second; whoever leads, leads by a follower. */
    private static void connectEachToItsOwn() {
        startAnew(server -> cluster.host(server).address() + ":" + FaultCluster.CLIENT_PORT);
        cluster.letLead(host -> host == 3);
        cluster.awaitZooKeepers();
        cluster.declared().await();
    }

    @Test
    void f3_controller_cut_off_from_everything() throws Exception {
        row("F3 controller cut off from everything").repeat(() -> cut(TestHost::cut,
                TestHost::mend));
    }

    @Test
    void f3_controller_cut_off_from_zookeeper() throws Exception {
        row("F3 controller cut off from ZooKeeper only").repeat(() -> cut(machine -> {
            machine.drop(Way.IN, FaultCluster.CLIENT_PORT);
            machine.drop(Way.OUT, FaultCluster.CLIENT_PORT);
        }, TestHost::dropNothing));
    }

    @Test
    void f3_controller_sends_but_hears_nothing() throws Exception {
        new FaultRow(cluster, "F3 controller sends but hears nothing", NEXT, DEAF_FAILOVER)
                .repeat(() -> cut(machine -> machine.drop(Way.IN), TestHost::dropNothing));
    }

    @Test
    void f3_controller_hears_but_cannot_send() throws Exception {
        row("F3 controller hears but cannot send").repeat(
                () -> cut(machine -> machine.drop(Way.OUT), TestHost::dropNothing));
    }

    private static long cut(Consumer<TestHost> fault,
            Consumer<TestHost> mend) {
        Term before = cluster.terms().last();
        TestHost machine = cluster.machine(before.server());
        long since = System.currentTimeMillis();
        fault.accept(machine);
        cluster.declared().change();
        long took = nextWrite(before, since);
        mend.accept(machine);
        assertThat(cluster.server(before.server()).isAlive()).isTrue();
        await().atMost(PATIENCE).until(() -> standsBy(before.server()));
        return took;
    }
}
