package orchestrator.reconciler.simulation.swarm;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.zookeeper.Replica;

/** What may happen to the servers of the ensemble; their disks keep what they wrote. */
final class EnsembleStrikes {
    /** One that lags more is given up by the others. */
    private static final int LONGEST_LAG_MILLIS = 5_000;

    private final SimulatedCluster cluster;
    private final Random random;
    private final Tally tally;

    EnsembleStrikes(SimulatedCluster cluster, Random random, Tally tally) {
        this.cluster = cluster;
        this.random = random;
        this.tally = tally;
    }

    void strike(Fault fault) {
        Replica any = cluster.ensemble().replica(
                random.nextInt(cluster.ensemble().replicas().size()));
        Replica struck = random.nextBoolean() ? cluster.ensemble().leader().orElse(any) : any;
        boolean led = cluster.ensemble().leader().filter(struck::equals).isPresent();
        if (fault == Fault.LAG_ZOOKEEPER) {
            lag(struck, led);
            return;
        }
        switch (fault) {
            case KILL_ZOOKEEPER -> struck.kill();
            case FREEZE_ZOOKEEPER -> {
                if (struck.isAlive()) {
                    struck.freeze();
                }
            }
            default -> struck.cut();
        }
        tally.saw(led ? Sometimes.ENSEMBLE_LEADER_LOST : Sometimes.ENSEMBLE_FOLLOWER_LOST);
        tally.saw(Sometimes.ENSEMBLE_WITHOUT_MAJORITY, cluster.ensemble().replicas().stream()
                .filter(Replica::isServing).count() < 2);
    }

    private void lag(Replica struck, boolean leads) {
        if (!leads && struck.isServing()) {
            struck.lag(Duration.ofMillis(1 + random.nextInt(LONGEST_LAG_MILLIS)));
            tally.saw(Sometimes.REPLICA_LAGS);
        }
    }

    void mendSome() {
        cluster.ensemble().replicas().forEach(each -> {
            if (random.nextInt(3) == 0) {
                mend(each);
            }
        });
    }

    void mendAll() {
        List.copyOf(cluster.ensemble().replicas()).forEach(EnsembleStrikes::mend);
    }

    private static void mend(Replica replica) {
        replica.start();
        replica.thaw();
        replica.heal();
        replica.lag(Duration.ZERO);
    }
}
