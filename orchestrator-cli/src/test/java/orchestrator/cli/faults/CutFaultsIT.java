package orchestrator.cli.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import orchestrator.cli.faults.FaultRow.Fault;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The cable of a host is pulled while everything on it lives on, alone and with more that fails: F10
 * and F11 of the catalogue in docs/testing.md. Each host runs one of each kind: ordinary, to be kept
 * where it is, and under a lease.
 */
@RequiresDocker(andRoot = true)
@Timeout(3000)
@Tag("faults")
class CutFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final String LEDGER = "bank/ledger";
    private static final String FENCER = "FencerMain";

    private static FaultCluster cluster;
    private Victim victim;
    private int last = 3;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
        cluster.declared().declare("bank", """
                project: bank
                services:
                  safe:
                %s
                    exclusive: keep
                  ledger:
                %s
                    exclusive: lease
                run:
                  safe: 3
                  ledger: 3
                """.formatted(Beacons.service("bank"), Beacons.service("bank")),
                Map.of("bank/safe", 3, LEDGER, 3));
        cluster.declared().await();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private FaultRow row(String name, String figure, Duration bar, String... mayMove) {
        return new FaultRow(cluster, name, figure, bar).where(judge -> {
            victim = Victim.running(cluster, last, LEDGER, "bank/safe");
            last = victim.host();
            List.of(mayMove).forEach(service -> victim.mayMove(judge, service));
            judge.doubling("steady/web").doubling("pulse/");
        });
    }

    /** What is kept stays through all of it; only a lease and what is ordinary may move. */
    private FaultRow leaseRow(String name) {
        return row(name, "what has a lease runs elsewhere", LEASE, LEDGER, "steady/web");
    }

    private void cutFor(Duration time) throws InterruptedException {
        cluster.host(victim.host()).cut();
        stay(time);
        cluster.host(victim.host()).mend();
    }

    /** A cut is as long as the catalogue says: nothing can be waited for. */
    private void stay(Duration time) throws InterruptedException {
        double left = victim.since() + time.toMillis() - System.currentTimeMillis();
        TimeUnit.MILLISECONDS.sleep(Math.max(0, (long) left));
    }

    @Test
    void f10_host_cut_off_for_5_s() throws Exception {
        row("F10 host cut off 5 s", "what has a lease is down", Duration.ofSeconds(1))
                .repeat(() -> {
                    cutFor(Duration.ofSeconds(5));
                    return downtime();
                });
    }

    @Test
    void f10_host_cut_off_for_15_s() throws Exception {
        row("F10 host cut off 15 s", "what has a lease is down", LEASE, LEDGER, "steady/web")
                .repeat(() -> {
                    cutFor(Duration.ofSeconds(15));
                    cluster.declared().awaitContainers();
                    return downtime();
                });
    }

    private long downtime() {
        return victim.of(LEDGER).stream().mapToLong(victim::downtime).max().orElseThrow();
    }

    @Test
    void f10_host_cut_off_for_60_s() throws Exception {
        leaseRow("F10 host cut off 60 s")
                .repeat(cutWith(Duration.ofSeconds(60), () -> {}, () -> {}));
    }

    @Test
    @EnabledIfSystemProperty(named = "orch.faults.long", matches = "true", disabledReason = "takes more than ten minutes: -Dorch.faults.long=true")
    void f10_host_cut_off_for_600_s() throws Exception {
        leaseRow("F10 host cut off 600 s")
                .repeat(1, cutWith(Duration.ofSeconds(600), () -> {}, () -> {}));
    }

    @Test
    void f11_host_cut_off_and_its_agent_killed() throws Exception {
        leaseRow("F11 cut off, agent killed").repeat(cutWith(Duration.ofSeconds(45),
                () -> cluster.agent(victim.host()).kill(),
                () -> cluster.startAgent(victim.host())));
    }

    @Test
    void f11_host_cut_off_and_its_agent_frozen() throws Exception {
        leaseRow("F11 cut off, agent frozen").repeat(cutWith(Duration.ofSeconds(45),
                () -> cluster.agent(victim.host()).freeze(),
                () -> cluster.agent(victim.host()).thaw()));
    }

    @Test
    void f11_host_cut_off_and_its_engine_frozen() throws Exception {
        leaseRow("F11 cut off, dockerd frozen").repeat(cutWith(Duration.ofSeconds(45),
                () -> cluster.host(victim.host()).engineProcess().freeze(),
                () -> cluster.host(victim.host()).engineProcess().thaw()));
    }

    @Test
    void f11_host_cut_off_and_its_fencer_killed() throws Exception {
        leaseRow("F11 cut off, fencer killed").repeat(cutWith(Duration.ofSeconds(45),
                () -> cluster.host(victim.host()).signal("KILL", FENCER), () -> {}));
    }

    /** Both at once: the engine and the agent stand still, and only the fencer can act. */
    @Test
    void f11_host_cut_off_and_its_agent_and_engine_frozen() throws Exception {
        leaseRow("F11 cut off, agent and dockerd frozen").repeat(cutWith(Duration.ofSeconds(45),
                () -> {
                    cluster.agent(victim.host()).freeze();
                    cluster.host(victim.host()).engineProcess().freeze();
                },
                () -> {
                    cluster.host(victim.host()).engineProcess().thaw();
                    cluster.agent(victim.host()).thaw();
                }));
    }

    private Fault cutWith(Duration time, Runnable also, Runnable mended) {
        return () -> {
            also.run();
            cluster.host(victim.host()).cut();
            try {
                long took = victim.millisUntilElsewhere(PATIENCE, LEDGER);
                stay(time);
                return took;
            } finally {
                mended.run();
                cluster.host(victim.host()).mend();
            }
        };
    }
}
