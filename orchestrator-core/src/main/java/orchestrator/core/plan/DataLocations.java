package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Ordered;
import orchestrator.core.model.VolumeId;
import orchestrator.core.scheduler.Anchor;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** Which node holds which data, also of instances that do not run now. */
final class DataLocations {
    private final TreeMap<VolumeId, List<NodeName>> holders = new TreeMap<>();
    private ObservedState observed;

    private DataLocations(ObservedState observed) {
        this.observed = observed;
    }

    static DataLocations of(ObservedState observed) {
        DataLocations data = new DataLocations(observed);
        observed.nodes().forEach(node -> node.status().volumes()
                .forEach(volume -> data.add(volume, node.name())));
        return data;
    }

    /** The same nodes are seen anew. */
    void see(ObservedState newObserved) {
        observed = newObserved;
    }

    void add(VolumeId volume, NodeName node) {
        holders.merge(volume, List.of(node), (old, more) -> Stream
                .concat(old.stream(), more.stream()).sorted().distinct().toList());
    }

    void remove(VolumeId volume, NodeName node) {
        holders.computeIfPresent(volume, (any, old) -> {
            List<NodeName> left = old.stream().filter(each -> !each.equals(node)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** The ties of an instance to the nodes that hold data it must not leave behind. */
    List<Anchor> anchors(Wanted wanted) {
        List<ContainerSpec.Volume> volumes = wanted.service().container().volumes();
        return volumes.isEmpty()
                ? List.of()
                : volumes.stream().filter(volume -> !volume.leaveBehind())
                        .flatMap(volume -> anchor(wanted, volume).stream()).toList();
    }

    /** A container that may have run there counts as data, even before a volume is reported. */
    boolean ties(Wanted wanted, Placed one) {
        return wanted.service().container().staysWithData()
                && (one.status().isPresent() || anchors(wanted).stream()
                        .anyMatch(anchor -> anchor.node().equals(one.node().name())));
    }

    private Optional<Anchor> anchor(Wanted wanted, ContainerSpec.Volume volume) {
        VolumeId id = new VolumeId(wanted.id(), volume.name());
        List<NodeName> all = holders.getOrDefault(id, List.of());
        return (all.size() < 2 ? all.stream().findFirst() : Optional.of(holder(id, all)))
                .map(node -> new Anchor(node, Refusal.Rule.DATA,
                        "its volume \"" + volume.name() + "\" is on " + node));
    }

    /** An old volume of the same name elsewhere is left over: the one in use is the data. */
    private NodeName holder(VolumeId volume, List<NodeName> all) {
        return all.stream().filter(node -> runsOn(node, volume))
                .reduce((first, second) -> second).orElse(all.getFirst());
    }

    private boolean runsOn(NodeName name, VolumeId volume) {
        return observed.node(name).map(NodeObservation::assignment)
                .flatMap(assignment -> Ordered.find(assignment.instances(),
                        each -> each.id().compareTo(volume.instance())))
                .isPresent();
    }
}
