package orchestrator.core.plan;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Tombstone;
import orchestrator.core.state.NodeView;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.PlacementKey;

/** A view of a node, indexed by placement. */
record NodeScene(NodeView view, SortedMap<PlacementKey, AssignedInstance> assigned,
        SortedMap<PlacementKey, Tombstone> buried,
        SortedMap<PlacementKey, ObservedContainer> containers,
        SortedMap<InstanceId, Incarnation> newest) {
    static NodeScene of(NodeView view) {
        NodeScene scene = new NodeScene(view, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(),
                new TreeMap<>());
        view.assignment().instances().forEach(each -> {
            scene.assigned.put(PlacementKey.of(each), each);
            scene.newest.merge(each.id(), each.incarnation(),
                    (a, b) -> a.compareTo(b) > 0 ? a : b);
        });
        view.assignment().tombstones().forEach(
                each -> scene.buried.put(PlacementKey.of(each), each));
        view.containers().forEach(
                each -> scene.containers.put(PlacementKey.of(each.identity()), each));
        return scene;
    }

    /** Every placement there is something to say about. */
    SortedSet<PlacementKey> keys() {
        SortedSet<PlacementKey> keys = new TreeSet<>(assigned.keySet());
        keys.addAll(containers.keySet());
        view.memories().keySet().stream().filter(key -> view.busy().contains(key.instance()))
                .forEach(keys::add);
        return keys;
    }

    boolean isBusy(PlacementKey key) {
        return view.busy().contains(key.instance());
    }

    /** True for a placement that runs only while the node holds its lease. */
    boolean isLeased(PlacementKey key) {
        AssignedInstance instance = assigned.get(key);
        Tombstone tombstone = buried.get(key);
        return instance != null && instance.isLeased() || tombstone != null && tombstone.leased();
    }

    /** True for one that has to end because the lease is over. */
    boolean mustStop(PlacementKey key) {
        return view.lease().mustStop() && isLeased(key);
    }

    Optional<ObservedContainer> container(PlacementKey key) {
        return Optional.ofNullable(containers.get(key));
    }

    Optional<ContainerSpec> spec(AssignedInstance instance) {
        return Optional.ofNullable(view.specs().get(instance.spec()));
    }

    /**
     * Why the placement is over: its tombstone, or a newer incarnation that stands here in its
     * place. These are the only two words of the leader that end a container.
     */
    Optional<Reason> over(PlacementKey key) {
        Tombstone tombstone = buried.get(key);
        if (tombstone != null) {
            return Optional.of(tombstone.reason());
        }
        Incarnation newer = newest.get(key.instance());
        boolean replaced = !assigned.containsKey(key) && newer != null
                && newer.compareTo(key.incarnation()) > 0;
        return replaced
                ? Optional.of(new Reason(ReasonCode.STOP_ASKED, "a newer one takes its place"))
                : Optional.empty();
    }

    /** True while a container of an earlier placement of this instance may still use its ports. */
    boolean waitsForEarlier(PlacementKey key) {
        return containers.values().stream()
                .filter(each -> each.identity().instance().equals(key.instance()))
                .filter(each -> each.identity().incarnation().compareTo(key.incarnation()) < 0)
                .filter(each -> over(PlacementKey.of(each.identity())).isPresent())
                .anyMatch(each -> switch (each.state()) {
                    case RUNNING, PAUSED, REMOVING -> true;
                    case CREATED, EXITED -> false;
                });
    }
}
