package orchestrator.reconciler.simulation.swarm;

import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.Tombstone;
import orchestrator.reconciler.simulated.SimulatedDeed.Cause;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.SimulatedMachine;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/** Counts what the log and the engines show. */
final class SwarmWitness {
    private final SimulatedCluster cluster;
    private final Tally tally;
    private final TreeMap<NodeName, NodeAssignment> assignments = new TreeMap<>();
    private final TreeSet<String> exited = new TreeSet<>();
    private boolean brake;

    private SwarmWitness(SimulatedCluster cluster, Tally tally) {
        this.cluster = cluster;
        this.tally = tally;
    }

    static void attach(SimulatedCluster cluster, Tally tally) {
        SwarmWitness witness = new SwarmWitness(cluster, tally);
        cluster.onCommit(witness::committed);
        cluster.log().listen(witness::deed);
    }

    private void committed(Committed committed) {
        for (StoreWrite write : committed.writes()) {
            switch (write) {
                case StoreWrite.Create create -> wrote(create.path(), create.data());
                case StoreWrite.Update update -> wrote(update.path(), update.data());
                case StoreWrite.Check _,StoreWrite.Delete _ -> {
                }
            }
        }
    }

    private void wrote(String path, byte[] data) {
        if (path.equals(Paths.EPOCH)) {
            tally.saw(Sometimes.EPOCH_RAISED);
            tally.saw(Sometimes.TOMBSTONE_OUTLIVED_LEADER, assignments.values().stream()
                    .anyMatch(each -> !each.tombstones().isEmpty()));
        } else if (path.equals(Paths.REPORT)) {
            report(cluster.decoded(LeaderReport.class, data));
        } else if (path.startsWith(Paths.ASSIGNMENTS + "/")) {
            assigned(new NodeName(path.substring(path.lastIndexOf('/') + 1)),
                    cluster.decoded(NodeAssignment.class, data));
        } else if (path.startsWith(Paths.PROJECTS + "/") && path.contains("/revisions/")) {
            tally.saw(Sometimes.REVISION_FROM_GIT, cluster.decoded(Revision.class, data)
                    .from().startsWith("git "));
        } else if (path.startsWith(Paths.ROLLOUTS + "/")) {
            rollout(cluster.decoded(RolloutRecord.class, data));
        } else if (path.startsWith(Paths.LEASES + "/")) {
            tally.saw(Sometimes.LEASE_RENEWED);
        } else if (path.startsWith(Paths.STATUS + "/")) {
            tally.saw(Sometimes.STATUS_IN_TROUBLE, cluster.decoded(NodeStatus.class, data)
                    .trouble().isPresent());
        }
    }

    private void report(LeaderReport report) {
        tally.saw(Sometimes.BRAKE_ON, !brake && report.brake().isPresent());
        tally.saw(Sometimes.BRAKE_OFF, brake && report.brake().isEmpty());
        brake = report.brake().isPresent();
        for (HeldInstance held : report.holds()) {
            switch (held.reason().code()) {
                case WAITS_FOR_PROOF, WAITS_FOR_LEASE -> tally.saw(Sometimes.HELD_FOR_PROOF);
                case WAITS_FOR_DATA -> tally.saw(Sometimes.HELD_FOR_DATA);
                case WAITS_FOR_BUDGET, WAITS_FOR_STABLE -> tally.saw(Sometimes.HELD_FOR_BUDGET);
                case NO_NODE_FITS -> tally.saw(Sometimes.HELD_FOR_ROOM);
                default -> {
                }
            }
        }
    }

    private void assigned(NodeName node, NodeAssignment next) {
        NodeAssignment before = assignments.put(node, next);
        for (Tombstone each : next.tombstones()) {
            boolean isOld = before != null && before.tombstones().contains(each);
            if (!isOld) {
                switch (each.reason().code()) {
                    case NODE_LOST, NODE_SILENT -> tally.saw(Sometimes.MOVED_OFF_LOST_NODE);
                    case NODE_DRAINING -> tally.saw(Sometimes.MOVED_OFF_DRAINED_NODE);
                    default -> {
                    }
                }
            }
        }
    }

    private void rollout(RolloutRecord record) {
        if (record.results().isEmpty()) {
            return;
        }
        RolloutRecord.Result last = record.results().getLast();
        switch (last.outcome()) {
            case DONE -> tally.saw(Sometimes.ROLLOUT_DONE);
            case FAILED -> {
                tally.saw(Sometimes.ROLLOUT_FAILED);
                boolean back = last.failure().flatMap(each -> each.rolledBackTo()).isPresent();
                tally.saw(Sometimes.ROLLED_BACK, back);
                tally.saw(Sometimes.ROLLED_BACK_WITH_NODE_LOST, back && cluster.nodeNames()
                        .stream().anyMatch(name -> !cluster.node(name).hasAgent()));
            }
            case UNDER_WAY, OVERTAKEN -> {
            }
        }
    }

    private void deed(ContainerLog.Entry deed) {
        String key = deed.node() + " " + deed.identity().instance() + " "
                + deed.identity().incarnation();
        SimulatedMachine node = cluster.node(deed.node().value());
        switch (deed.deed()) {
            case EXITED -> {
                exited.add(key);
                tally.saw(Sometimes.ENDED_BY_FENCER, deed.cause() == Cause.FENCER);
                tally.saw(Sometimes.LEASE_OVER_WITHOUT_AGENT, deed.cause() == Cause.FENCER
                        && (!node.hasAgent() || node.isFrozen()));
            }
            case STARTED -> {
                boolean anew = exited.remove(key);
                tally.saw(Sometimes.CRASHED_AND_MADE_ANEW, anew);
                tally.saw(Sometimes.MADE_ANEW_IN_DOUBT, anew && node.hasAgent()
                        && !node.link().store().session().isConnected());
            }
            case STOPPED -> stopped(deed);
            case CREATED, REMOVED, PAUSED, UNPAUSED, RENAMED -> {
            }
        }
    }

    private void stopped(ContainerLog.Entry deed) {
        NodeAssignment here = assignments.get(deed.node());
        boolean buried = here != null && here.tombstones().stream()
                .anyMatch(each -> each.incarnation().equals(deed.identity().incarnation()));
        tally.saw(Sometimes.STOPPED_FOR_TOMBSTONE, buried);
        boolean leased = here != null && here.find(deed.identity().instance(),
                deed.identity().incarnation()).filter(each -> each.isLeased()).isPresent();
        tally.saw(Sometimes.STOPPED_WITH_LEASE, !buried && leased);
        tally.saw(Sometimes.STOPPED_FOR_HEALTH, !buried && !leased && deed.isOurs());
    }
}
