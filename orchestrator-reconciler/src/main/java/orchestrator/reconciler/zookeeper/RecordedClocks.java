package orchestrator.reconciler.zookeeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.wire.RecordCodec;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.doctor.EnsembleFacts.Clock;
import orchestrator.reconciler.store.Paths;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.data.Stat;

/**
 * What records tell of the clocks of those who wrote them: the ensemble notes by its own clock when a
 * record was written, and some records hold a time of their writer's.
 */
final class RecordedClocks {
    private static final int MOST_NODES = 200;

    private RecordedClocks() {}

    /**
     * Those of the leader and of as many nodes as there is time for.
     *
     * @param own  by how much the clock of this machine is ahead of the ensemble's
     * @param late true once no more is to be read
     */
    static List<Clock> of(CuratorFramework client, Duration own, BooleanSupplier late) {
        List<Clock> clocks = new ArrayList<>(List.of(new Clock("this machine", own)));
        try {
            leader(client).ifPresent(clocks::add);
            for (String node : client.getChildren().forPath(Paths.STATUS).stream().sorted()
                    .limit(MOST_NODES).toList()) {
                if (late.getAsBoolean()) {
                    return clocks;
                }
                node(client, node).ifPresent(clocks::add);
            }
        } catch (Exception e) {
            // There is no cluster yet, or not all of it: those clocks are not known.
            return clocks;
        }
        return clocks;
    }

    /** The report is written as soon as it is made. */
    private static Optional<Clock> leader(CuratorFramework client) throws Exception {
        Stat stat = new Stat();
        if (client.checkExists().forPath(Paths.REPORT) == null) {
            return Optional.empty();
        }
        byte[] bytes = client.getData().storingStatIn(stat).forPath(Paths.REPORT);
        return decoded(LeaderReport.class, bytes).map(report -> new Clock("leader "
                + report.leader(), ahead(report.at(), stat)));
    }

    /**
     * What happened on a node was told by it later, by a time nobody knows: only what was told
     * before it happened says something of its clock.
     */
    private static Optional<Clock> node(CuratorFramework client, String name) throws Exception {
        Stat stat = new Stat();
        byte[] bytes = client.getData().storingStatIn(stat).forPath(Paths.STATUS + "/" + name);
        return decoded(NodeStatus.class, bytes)
                .flatMap(status -> status.instances().stream().map(InstanceStatus::since)
                        .max(Instant::compareTo))
                .map(latest -> ahead(latest, stat)).filter(Duration::isPositive)
                .map(ahead -> new Clock("node " + name, ahead));
    }

    private static Duration ahead(Instant written, Stat stat) {
        return Duration.between(Instant.ofEpochMilli(stat.getMtime()), written);
    }

    private static <T> Optional<T> decoded(Class<T> type, byte[] bytes) {
        try {
            return Optional.of(RecordCodec.decode(type, bytes));
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }
}
