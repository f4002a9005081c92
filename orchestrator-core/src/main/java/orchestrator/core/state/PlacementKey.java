package orchestrator.core.state;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Tombstone;

/** One incarnation of one instance: what an assignment, a tombstone, a container and a row share. */
public record PlacementKey(InstanceId instance, Incarnation incarnation)
        implements
            Comparable<PlacementKey> {
    public static PlacementKey of(AssignedInstance assigned) {
        return new PlacementKey(assigned.id(), assigned.incarnation());
    }

    public static PlacementKey of(Tombstone tombstone) {
        return new PlacementKey(tombstone.id(), tombstone.incarnation());
    }

    public static PlacementKey of(ContainerIdentity identity) {
        return new PlacementKey(identity.instance(), identity.incarnation());
    }

    public static PlacementKey of(InstanceStatus row) {
        return new PlacementKey(row.id(), row.incarnation());
    }

    @Override
    public int compareTo(PlacementKey other) {
        int order = instance.compareTo(other.instance);
        return order != 0 ? order : incarnation.compareTo(other.incarnation);
    }

    @Override
    public String toString() {
        return instance + " " + incarnation;
    }
}
