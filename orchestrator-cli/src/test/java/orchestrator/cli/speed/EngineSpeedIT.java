package orchestrator.cli.speed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real containers on three engines, by the cluster and by the engines alone, by turns in one run. The
 * time of the cluster begins when a client that runs already begins to apply, and ends when the
 * engines say so: of the last container that was asked for.
 */
@Tag("engines")
@RequiresDocker(andRoot = true)
@Timeout(1800)
class EngineSpeedIT {
    private static final int RUNS = Integer.getInteger("orch.engines.runs", 3);
    private static final TreeSet<String> ROWS = new TreeSet<>(List.of(System
            .getProperty("orch.engines.rows", "create,rolling,idle").split(",")));
    private static final int MANY = 50;
    private static final int ROLLING = 20;
    private static final int AT_ONCE = 5;
    private static final int KILLS = 3;
    private static final String PROJECT = "speed";
    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final SpeedTable table = new SpeedTable();
    private int round;

    @Test
    void containers_come_change_and_go() throws Exception {
        try (SpeedCluster cluster = new SpeedCluster()) {
            EngineLog log = new EngineLog(cluster.hosts());
            RawWork raw = new RawWork(cluster.engines(), log);
            warmUp(raw);
            double engines = ROWS.contains("idle") ? idle(cluster, raw) : 0;
            cluster.up();
            try {
                apply(cluster, log, 6, "start", 6);
                apply(cluster, log, 0, "destroy", 6);
                for (int run = 1; run <= RUNS; run++) {
                    if (ROWS.contains("create")) {
                        createAndRemove(cluster, log, raw);
                    }
                    if (ROWS.contains("rolling")) {
                        roll(cluster, log, raw);
                    }
                }
                if (ROWS.contains("idle")) {
                    idle(cluster, log, engines);
                }
            } catch (Throwable e) {
                cluster.printLogs();
                throw e;
            }
        } finally {
            table.print();
        }
    }

    private static void warmUp(RawWork raw) throws Exception {
        raw.create(6);
        raw.remove(6);
    }

    /** From when it is applied to when so many of that have happened. */
    private SpeedTable.Took apply(SpeedCluster cluster, EngineLog log, int count, String action,
            int times) {
        if (count > 0) {
            round++;
        }
        double core = CpuUse.seconds(cluster.ownProcesses());
        Instant begun = cluster.apply(PROJECT, count, round);
        Duration time = Duration.between(begun,
                log.awaitAll(times, begun, EngineLog.did(action, PROJECT)));
        return new SpeedTable.Took(time, CpuUse.seconds(cluster.ownProcesses()) - core);
    }

    private void createAndRemove(SpeedCluster cluster, EngineLog log, RawWork raw)
            throws Exception {
        Duration rawCreate = raw.create(MANY);
        rest();
        Duration rawRemove = raw.remove(MANY);
        rest();
        table.add("create " + MANY, "1.10", rawCreate,
                apply(cluster, log, MANY, "start", MANY));
        rest();
        table.add("remove " + MANY, "1.20", rawRemove,
                apply(cluster, log, 0, "destroy", MANY));
        rest();
    }

    private void roll(SpeedCluster cluster, EngineLog log, RawWork raw) throws Exception {
        raw.create(ROLLING);
        rest();
        Duration rawRolling = raw.replace(ROLLING, AT_ONCE);
        rest();
        List<Duration> rawKills = IntStream.range(0, KILLS).mapToObj(raw::kill).toList();
        raw.remove(ROLLING);
        apply(cluster, log, ROLLING, "start", ROLLING);
        rest();
        table.add("replace " + ROLLING + ", " + AT_ONCE + " at a time", "1.30", rawRolling,
                apply(cluster, log, ROLLING, "start", ROLLING));
        rest();
        for (int number = 0; number < KILLS; number++) {
            table.add("one killed, runs again", "0.6 s", rawKills.get(number),
                    kill(cluster, log, "web-" + (number + 1)));
            rest();
        }
        apply(cluster, log, 0, "destroy", ROLLING);
    }

    private static SpeedTable.Took kill(SpeedCluster cluster, EngineLog log, String instance) {
        for (TestHost host : cluster.hosts()) {
            String id = host.docker("ps", "-q", "--filter", "label=orch.project=" + PROJECT,
                    "--filter", "label=orch.instance=" + instance).strip();
            if (!id.isEmpty()) {
                double core = CpuUse.seconds(cluster.ownProcesses());
                Instant begun = Instant.now();
                RawEngine.of(host).kill(id);
                Duration time = Duration.between(begun, log.awaitAll(1, begun,
                        EngineLog.did("start", PROJECT)
                                .and(each -> each.instance().equals(instance))));
                return new SpeedTable.Took(time,
                        CpuUse.seconds(cluster.ownProcesses()) - core);
            }
        }
        throw new IllegalStateException(instance + " runs nowhere");
    }

    private static double idle(SpeedCluster cluster, RawWork raw) throws Exception {
        raw.create(MANY);
        Thread.sleep(REST);
        double engines = CpuUse.percent(cluster::engineProcesses, IDLE);
        raw.remove(MANY);
        return engines;
    }

    private void idle(SpeedCluster cluster, EngineLog log, double alone) throws Exception {
        apply(cluster, log, MANY, "start", MANY);
        Thread.sleep(REST);
        Thread.sleep(REST);
        double[] engines = new double[1];
        Thread beside = Thread.ofVirtual().start(() -> engines[0] = engines(cluster));
        double own = CpuUse.percent(cluster::ownProcesses, IDLE);
        beside.join();
        table.note(String.format(Locale.ROOT, "idle with %d containers, %% of a core: engines alone"
                + " %.2f; in the cluster %.2f, and server, ZooKeeper and three agents %.2f:"
                + " %.2f more (bar 0.5)", MANY, alone, engines[0], own,
                engines[0] + own - alone));
    }

    private static double engines(SpeedCluster cluster) {
        try {
            return CpuUse.percent(cluster::engineProcesses, IDLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        }
    }

    /** What engines do after they have answered is not to slow what comes next. */
    private static void rest() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(2));
    }
}
