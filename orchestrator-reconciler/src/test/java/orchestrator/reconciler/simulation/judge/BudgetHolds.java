package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Tombstone;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

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
    /** Since when the store has said so. */
    private final TreeMap<Ledger.Placement, Instant> readySince = new TreeMap<>();
    private final TreeMap<InstanceId, Instant> downSince = new TreeMap<>();
    private final TreeMap<InstanceId, TreeMap<Incarnation, Instant>> endedAt = new TreeMap<>();
    /** By the present commit, which is judged as a whole. */
    private final List<Tombstone> ended = new ArrayList<>();

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
                endedAt.computeIfAbsent(identity.instance(), _ -> new TreeMap<>())
                        .put(identity.incarnation(), deed.at());
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
                ended.add(each);
            }
        }
    }

    @Override
    public void committed(Committed committed) {
        ended.forEach(each -> judge(committed, each));
        ended.clear();
        for (StoreWrite write : committed.writes()) {
            if (write.path().startsWith(Paths.STATUS + "/")) {
                Ledger.data(write).ifPresent(data -> reported(committed.at(),
                        bench.cluster().decoded(NodeStatus.class, data)));
            }
        }
    }

    private void reported(Instant now, NodeStatus status) {
        for (InstanceStatus row : status.instances()) {
            Ledger.Placement here = new Ledger.Placement(status.node(), row.id(),
                    row.incarnation());
            if (row.phase() == Phase.READY) {
                readySince.putIfAbsent(here, now);
            } else {
                readySince.remove(here);
            }
        }
    }

    /**
     * It ran for long enough, its agent has said so, and nothing was wrong with it lately: what was
     * started just before its agent was killed may serve, but nobody knows. What is tied to a node
     * that a person drains has nowhere to go: waiting for its turn would help nobody. An agent that
     * cannot write its disk may take no assignment, and look after nothing.
     */
    private boolean served(Instant now, NodeName node, Tombstone ended) {
        Ledger.Placement here = new Ledger.Placement(node, ended.id(), ended.incarnation());
        boolean isTied = ended.reason().code() == ReasonCode.NODE_DRAINING
                && bench.ledger().everAssigned(here)
                        .filter(bench.ledger().declared()::isMovable).isEmpty();
        return isOld(runningSince.get(ended.incarnation()), now)
                && isOld(readySince.get(here), now) && !isTied
                && bench.ledger().spec(here).isPresent() && !bench.wasSick(here, now)
                && !bench.cluster().node(node.value()).disk().isFull();
    }

    private static boolean isOld(Instant since, Instant now) {
        return since != null && since.isBefore(now.minus(NEWS));
    }

    private void judge(Committed committed, Tombstone ended) {
        int atOnce = bench.ledger().declared().service(ended.id())
                .map(service -> service.update().atOnce()).orElse(Integer.MAX_VALUE);
        TreeSet<InstanceId> out = new TreeSet<>();
        for (InstanceId each : running.keySet()) {
            boolean same = each.project().equals(ended.id().project())
                    && each.service().equals(ended.id().service());
            if (same && isAssigned(each) && isOut(committed.at(), each)) {
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
    private boolean isOut(Instant now, InstanceId id) {
        boolean runsOn = running.get(id).stream()
                .anyMatch(incarnation -> isAlive(id, incarnation));
        Instant since = downSince.get(id);
        return !runsOn && (since == null || since.isBefore(now.minus(NEWS)))
                && !endedLately(now, id);
    }

    /** What is to run on, and did until just now, while another of it still ran. */
    private boolean endedLately(Instant now, InstanceId id) {
        return endedAt.getOrDefault(id, new TreeMap<>()).entrySet().stream()
                .anyMatch(each -> !each.getValue().isBefore(now.minus(NEWS))
                        && isAlive(id, each.getKey()));
    }

    private boolean isAlive(InstanceId id, Incarnation incarnation) {
        return bench.ledger().assignments().values().stream()
                .anyMatch(each -> each.find(id, incarnation).isPresent());
    }
}
