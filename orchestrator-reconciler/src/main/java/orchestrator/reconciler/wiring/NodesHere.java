package orchestrator.reconciler.wiring;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.doctor.ClusterFacts;
import orchestrator.reconciler.doctor.MachineFacts.Range;
import orchestrator.reconciler.doctor.Target;

/**
 * What of a cluster runs, or is to run, on this machine.
 *
 * @param any   true when real containers do
 * @param ports that the nodes of this machine give out
 * @param given to an instance by now; empty when the cluster does not tell
 */
record NodesHere(boolean any, List<Range> ports, Optional<Set<Integer>> given) {
    private static final Range DEFAULT = new Range(20_000, 31_999);

    static NodesHere of(Target target, Optional<UpRecord> up, Optional<ClusterFacts> cluster) {
        Optional<ClusterView> view = cluster.map(ClusterFacts::state)
                .filter(ClusterFacts.State.Read.class::isInstance)
                .map(ClusterFacts.State.Read.class::cast).map(ClusterFacts.State.Read::view);
        List<NodeObservation> nodes = view.stream()
                .flatMap(each -> each.observed().nodes().stream())
                .filter(each -> !each.node().simulated())
                .filter(each -> up.isPresent() || isHere(each.node())).toList();
        List<Range> ports = up.filter(each -> !each.engine().simulated())
                .map(each -> each.nodes().stream()
                        .map(node -> new Range(node.ports().first(), node.ports().last())).toList())
                .orElseGet(() -> nodes.stream().map(each -> new Range(each.node().firstPort(),
                        each.node().lastPort())).toList());
        return target instanceof Target.None
                ? new NodesHere(true, List.of(DEFAULT), Optional.empty())
                : new NodesHere(!ports.isEmpty(), ports, view.map(_ -> given(nodes)));
    }

    private static Set<Integer> given(List<NodeObservation> nodes) {
        Set<Integer> ports = new TreeSet<>();
        nodes.stream().flatMap(each -> each.assignment().instances().stream())
                .flatMap(NodesHere::ports).forEach(ports::add);
        return ports;
    }

    private static Stream<Integer> ports(AssignedInstance instance) {
        return Stream.concat(instance.hostPorts().values().stream(),
                instance.published().stream());
    }

    /** A node whose address is one of this machine's. One that others cannot reach names none. */
    private static boolean isHere(NodeRecord node) {
        try {
            InetAddress address = InetAddress.getByName(node.address());
            return !address.isLoopbackAddress()
                    && NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
