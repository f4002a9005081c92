package orchestrator.reconciler.simulation.swarm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.judge.Judges;
import orchestrator.reconciler.simulation.zookeeper.Backup;
import orchestrator.reconciler.simulation.zookeeper.SimulatedEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoredRecord;

/**
 * The whole store is emptied, put back to what it was, or another one: nobody acts in it, and once a
 * person has given it its newest data back all go on. A server or a node that remembers nothing cannot
 * know what it has missed, so everybody has looked at ours before, and no memory is lost meanwhile.
 */
final class StoreStrikes {
    private static final Duration ALL_HAVE_LOOKED = Duration.ofSeconds(15);
    /** A node whose memory was damaged believes what there is after that. */
    private static final Duration DAMAGED = Duration.ofSeconds(90);
    private static final String MEMORY = "watermark";
    private static final ClusterId THEIRS = new ClusterId("decaf000-0000-0000-0000-000000000000");

    private final SimulatedCluster cluster;
    private final Judges judges;
    private final Tally tally;
    private Optional<Backup> copy = Optional.empty();
    private Optional<Backup> newest = Optional.empty();
    private Instant damaged = Instant.MIN;

    StoreStrikes(SimulatedCluster cluster, Judges judges, Tally tally) {
        this.cluster = cluster;
        this.judges = judges;
        this.tally = tally;
    }

    /** True while the store is not what it should be. */
    boolean isReplaced() {
        return newest.isPresent();
    }

    /** What some node remembers was damaged or lost now. */
    void memoryWasDamaged() {
        damaged = cluster.timeline().now();
    }

    /** Everybody was mended right before. */
    void strike(Fault fault) {
        Backup then = cluster.ensemble().backup();
        cluster.pass(ALL_HAVE_LOOKED);
        if (!allRemember()) {
            return;
        }
        Backup now = cluster.ensemble().backup();
        switch (fault) {
            case WIPE_STORE -> {
                cluster.ensemble().wipe();
                tally.saw(Sometimes.STORE_EMPTIED);
            }
            case FOREIGN_STORE -> {
                cluster.ensemble().restore(theirs());
                tally.saw(Sometimes.STORE_OF_ANOTHER_CLUSTER);
            }
            default -> {
                if (copy.filter(old -> events(old) < events(then)).isEmpty()) {
                    copy = Optional.of(then);
                    return;
                }
                cluster.ensemble().restore(copy.get());
                tally.saw(Sometimes.STORE_PUT_BACK);
            }
        }
        newest = Optional.of(now);
        judges.storeWasReplaced();
    }

    private boolean allRemember() {
        return damaged.plus(DAMAGED).isBefore(cluster.timeline().now())
                && cluster.servers().stream().allMatch(each -> cluster.server(each).isAlive()
                        && cluster.server(each).store().session().isConnected())
                && cluster.nodeNames().stream().map(cluster::node)
                        .allMatch(each -> each.hasAgent() && !each.isFrozen()
                                && each.store().session().isConnected()
                                && each.disk().image().files().containsKey(MEMORY));
    }

    private static int events(Backup store) {
        return Optional.ofNullable(store.get(Paths.EVENTS)).map(StoredRecord::version).orElse(-1);
    }

    private Backup theirs() {
        SimulatedEnsemble another = new SimulatedEnsemble(cluster.timeline(), 3);
        new ClusterBootstrap(new ClusterRecords(another.witness("them")), () -> THEIRS).open();
        return another.backup();
    }

    /** A person gives the ensemble its newest data back. */
    void mend() {
        newest.ifPresent(data -> {
            cluster.ensemble().restore(data);
            judges.storeWasReplaced();
            tally.saw(Sometimes.STORE_GIVEN_BACK);
        });
        newest = Optional.empty();
    }
}
