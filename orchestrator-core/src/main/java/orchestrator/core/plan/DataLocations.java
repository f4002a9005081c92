package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.VolumeId;
import orchestrator.core.scheduler.Anchor;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** Which node holds which data, also of instances that do not run now. */
record DataLocations(TreeMap<VolumeId, NodeName> nodes) {

    static DataLocations of(ObservedState observed) {
        TreeMap<VolumeId, NodeName> nodes = new TreeMap<>();
        for (NodeObservation node : observed.nodes()) {
            for (VolumeId volume : node.status().volumes()) {
                if (runsThere(node, volume)) {
                    nodes.put(volume, node.name());
                } else {
                    nodes.putIfAbsent(volume, node.name());
                }
            }
        }
        return new DataLocations(nodes);
    }

    /** An old volume of the same name elsewhere is left over: the one in use is the data. */
    private static boolean runsThere(NodeObservation node, VolumeId volume) {
        return node.assignment().instances().stream()
                .anyMatch(each -> each.id().equals(volume.instance()));
    }

    /** The ties of an instance to the nodes that hold data it must not leave behind. */
    List<Anchor> anchors(Wanted wanted) {
        return wanted.service().container().volumes().stream()
                .filter(volume -> !volume.leaveBehind())
                .flatMap(volume -> anchor(wanted, volume).stream()).toList();
    }

    /** A container that may have run there counts as data, even before a volume is reported. */
    boolean ties(Wanted wanted, Placed one) {
        return wanted.service().container().staysWithData()
                && (one.status().isPresent() || anchors(wanted).stream()
                        .anyMatch(anchor -> anchor.node().equals(one.node().name())));
    }

    private Optional<Anchor> anchor(Wanted wanted, ContainerSpec.Volume volume) {
        return Optional.ofNullable(nodes.get(new VolumeId(wanted.id(), volume.name())))
                .map(node -> new Anchor(node, Refusal.Rule.DATA,
                        "its volume \"" + volume.name() + "\" is on " + node));
    }
}
