package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Tombstone;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.ContainerLog;

/**
 * S13: nothing voluntary (a rollout, a drain, a move) begins that would leave more instances of a
 * service without a running container than may be in flight. What has ended only just is not yet
 * known to the leader, and does not count.
 */
final class BudgetHolds implements Judge {
    private static final Set<ReasonCode> VOLUNTARY = Set.of(ReasonCode.CHANGED, ReasonCode.MOVED,
            ReasonCode.RESTART_ASKED, ReasonCode.NODE_DRAINING, ReasonCode.NODE_UNFIT);
    /** How long the end of a container may be unknown to the leader of a well cluster, and more. */
    private static final Duration NEWS = Duration.ofSeconds(20);

    private final Bench bench;
    private final TreeMap<InstanceId, TreeSet<Incarnation>> running = new TreeMap<>();
    private final TreeMap<Incarnation, Instant> runningSince = new TreeMap<>();
    private final TreeMap<InstanceId, Instant> downSince = new TreeMap<>();

    BudgetHolds(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void deed(ContainerLog.Entry deed) {
        ContainerIdentity identity = deed.identity();
        switch (deed.deed()) {
            case STARTED, UNPAUSED -> {
                running.computeIfAbsent(identity.instance(), _ -> new TreeSet<>())
                        .add(identity.incarnation());
                downSince.remove(identity.instance());
                runningSince.put(identity.incarnation(), deed.at());
            }
            case EXITED, REMOVED, PAUSED -> {
                TreeSet<Incarnation> those = running.getOrDefault(identity.instance(),
                        new TreeSet<>());
                runningSince.remove(identity.incarnation());
                if (those.remove(identity.incarnation()) && those.isEmpty()) {
                    downSince.put(identity.instance(), deed.at());
                }
            }
            case CREATED, STOPPED, RENAMED -> {
            }
        }
    }

    @Override
    public void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {
        for (Tombstone each : after.tombstones()) {
            boolean isNew = before.find(each.id(), each.incarnation()).isPresent();
            if (isNew && VOLUNTARY.contains(each.reason().code())
                    && bench.ledger().isPresent(node) && served(committed.at(), node, each)) {
                judge(committed, each, after);
            }
        }
    }

    /**
     * It ran for long enough, and nothing was wrong with it lately. What is tied to a node that a
     * person drains has nowhere to go: waiting for its turn would help nobody.
     */
    private boolean served(Instant now, NodeName node, Tombstone ended) {
        Instant since = runningSince.get(ended.incarnation());
        Ledger.Placement here = new Ledger.Placement(node, ended.id(), ended.incarnation());
        boolean isTied = ended.reason().code() == ReasonCode.NODE_DRAINING
                && bench.ledger().everAssigned(here)
                        .filter(bench.ledger().declared()::isMovable).isEmpty();
        return since != null && since.isBefore(now.minus(NEWS)) && !isTied
                && bench.ledger().spec(here).isPresent() && !bench.wasSick(here, now);
    }

    private void judge(Committed committed, Tombstone ended, NodeAssignment after) {
        int atOnce = bench.ledger().declared().service(ended.id())
                .map(service -> service.update().atOnce()).orElse(Integer.MAX_VALUE);
        TreeSet<InstanceId> out = new TreeSet<>();
        for (InstanceId each : running.keySet()) {
            boolean same = each.project().equals(ended.id().project())
                    && each.service().equals(ended.id().service());
            if (same && isAssigned(each) && isOut(committed.at(), each, after)) {
                out.add(each);
            }
        }
        if (out.contains(ended.id()) && out.size() > atOnce) {
            bench.violated("S13", ended.id() + " was ended (" + ended.reason() + ") while " + out
                    + " do not serve, of which " + atOnce + " may");
        }
    }

    private boolean isAssigned(InstanceId id) {
        return bench.ledger().assignments().values().stream()
                .anyMatch(each -> each.instances().stream().anyMatch(it -> it.id().equals(id)));
    }

    /** Nothing runs of it that is to run on, and that is no news. */
    private boolean isOut(Instant now, InstanceId id, NodeAssignment after) {
        boolean runsOn = running.get(id).stream().anyMatch(incarnation -> isAlive(id,
                incarnation)
                && after.tombstones().stream().noneMatch(stone -> stone.id()
                        .equals(id) && stone.incarnation().equals(incarnation)));
        Instant since = downSince.get(id);
        return !runsOn && (since == null || since.isBefore(now.minus(NEWS)));
    }

    private boolean isAlive(InstanceId id, Incarnation incarnation) {
        return bench.ledger().assignments().values().stream()
                .anyMatch(each -> each.find(id, incarnation).isPresent());
    }
}
