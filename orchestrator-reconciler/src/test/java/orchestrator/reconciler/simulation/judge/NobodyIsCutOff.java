package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Tombstone;
import orchestrator.reconciler.simulation.ClusterSight;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.ContainerLog.Deed;

/**
 * S13, the other half: what is stopped for the sake of a change has left the files of every balancer
 * that runs, while there was another one to list. Asked of the engines: the files in the containers.
 * Balancers whose node was lately silent, or that started lately, could not be told.
 */
final class NobodyIsCutOff implements Judge {
    private static final Duration LATELY = Duration.ofSeconds(10);

    private final Bench bench;
    private final TreeMap<NodeName, Instant> lastSilent = new TreeMap<>();

    NobodyIsCutOff(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void committed(Committed committed) {
        for (String name : bench.cluster().nodeNames()) {
            NodeName node = new NodeName(name);
            if (!bench.ledger().isPresent(node)) {
                lastSilent.put(node, committed.at());
            }
        }
    }

    @Override
    public void deed(ContainerLog.Entry deed) {
        if (deed.deed() != Deed.STOPPED || !deed.isOurs() || !wasConnected(deed.node())) {
            return;
        }
        Ledger.Placement placement = placement(deed.identity());
        boolean forChange = bench.ledger().everBuried(placement)
                .filter(NobodyIsCutOff::isVoluntary).isPresent();
        if (forChange) {
            bench.ledger().everAssigned(placement)
                    .ifPresent(assigned -> judge(deed, assigned));
        }
    }

    private static boolean isVoluntary(Tombstone stone) {
        ReasonCode code = stone.reason().code();
        return code == ReasonCode.CHANGED || code == ReasonCode.MOVED
                || code == ReasonCode.COUNT_DOWN;
    }

    private void judge(ContainerLog.Entry deed, AssignedInstance assigned) {
        String host = bench.ledger().record(deed.node()).orElseThrow().address();
        List<String> addresses = assigned.hostPorts().values().stream()
                .map(port -> host + ":" + port).toList();
        bench.cluster().sight().containers()
                .filter(each -> isBalancer(each, deed))
                .forEach(each -> {
                    List<String> lines = servers(each);
                    if (lines.size() > 1 && lines.stream().anyMatch(
                            line -> addresses.stream().anyMatch(line::contains))) {
                        bench.violated("S13", deed + " while "
                                + each.container().identity().instance().address()
                                + " still sends to it: " + lines);
                    }
                });
    }

    private boolean isBalancer(ClusterSight.Found found, ContainerLog.Entry deed) {
        return found.container().identity().instance().project()
                .equals(deed.identity().instance().project())
                && wasConnected(found.node().name())
                && found.container().startedAt()
                        .isBefore(bench.cluster().timeline().now().minus(LATELY));
    }

    private static List<String> servers(ClusterSight.Found found) {
        return found.node().hands().file(found.container().id(), "/etc/haproxy.cfg").stream()
                .flatMap(String::lines).filter(line -> line.contains("server ")).toList();
    }

    private boolean wasConnected(NodeName node) {
        Instant silent = lastSilent.getOrDefault(node, Instant.MIN);
        return silent.isBefore(bench.cluster().timeline().now().minus(LATELY));
    }

    private static Ledger.Placement placement(ContainerIdentity identity) {
        return new Ledger.Placement(identity.node(), identity.instance(),
                identity.incarnation());
    }
}
