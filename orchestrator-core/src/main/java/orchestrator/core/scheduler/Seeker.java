package orchestrator.core.scheduler;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceSpec;

/**
 * Who looks for a place, as filters and scorers see it. An instance leaves its own older
 * incarnations out of account where it counts others; {@link #anyOfItsKind} counts all, and so is
 * right on every node but those where the very instance runs.
 */
final class Seeker {
    private final PlacementRequest request;
    private final ClusterLedger cluster;
    private final Group siblings;
    private final Group mates;
    private final boolean isItself;
    private TreeMap<String, InstanceId> siblingsByLabel;

    Seeker(PlacementRequest request, ClusterLedger cluster) {
        this.request = request;
        this.cluster = cluster;
        this.siblings = cluster.census().service(request.id());
        this.mates = cluster.census().copy(request.id());
        this.isItself = true;
    }

    private Seeker(Seeker other, Group siblings, Group mates) {
        this.request = other.request;
        this.cluster = other.cluster;
        this.siblings = siblings;
        this.mates = mates;
        this.isItself = false;
    }

    Seeker anyOfItsKind() {
        return new Seeker(this, siblings, mates);
    }

    /** One that asks the same of a node, but of whose service and copy none runs anywhere. */
    Seeker stranger() {
        return new Seeker(this, Group.NOBODY, Group.NOBODY);
    }

    PlacementRequest request() {
        return request;
    }

    Instant now() {
        return cluster.takenAt();
    }

    ServiceSpec service() {
        return request.service();
    }

    Resources needed() {
        return request.service().container().resources();
    }

    /** All of its service. */
    Group siblings() {
        return siblings;
    }

    /** All of its copy. */
    Group mates() {
        return mates;
    }

    /** True when its own older incarnations make a difference to where it may go, or where best. */
    boolean mindsItself() {
        return mates != Group.NOBODY || service().place().apart().isPresent();
    }

    /** Others of its service on that node. */
    int siblingsOn(NodeLedger node) {
        int all = node.count(siblings);
        return all == 0 ? 0 : all - own(node);
    }

    /** Others of its copy on that node. */
    int matesOn(NodeLedger node) {
        int all = mates == Group.NOBODY ? 0 : node.count(mates);
        return all == 0 ? 0 : all - own(node);
    }

    /** Others of its service in its copy on that node. */
    int siblingsAmongMatesOn(NodeLedger node) {
        if (matesOn(node) == 0 || node.count(siblings) == 0) {
            return 0;
        }
        int found = 0;
        for (AssignedInstance each : node.assigned()) {
            found += isSibling(each.id()) && each.id().copy().equals(request.id().copy()) ? 1 : 0;
        }
        return found - own(node);
    }

    /** The first that was assigned there of the others of its service. */
    Optional<InstanceId> firstSiblingOn(NodeLedger node) {
        return siblingsOn(node) == 0
                ? Optional.empty()
                : node.assigned().stream().map(AssignedInstance::id)
                        .filter(id -> isSibling(id) && !id.equals(request.id())).findFirst();
    }

    /** The first other of its service on any node whose label has that value, by node. */
    Optional<InstanceId> firstSiblingWhere(String label, String value) {
        if (siblingsByLabel == null) {
            siblingsByLabel = new TreeMap<>();
            cluster.running(siblings).forEach(node -> firstSiblingOn(node).ifPresent(
                    id -> node.label(label)
                            .ifPresent(found -> siblingsByLabel.putIfAbsent(found, id))));
        }
        return Optional.ofNullable(siblingsByLabel.get(value));
    }

    private boolean isSibling(InstanceId other) {
        return other.service().equals(request.id().service())
                && other.project().equals(request.id().project());
    }

    private int own(NodeLedger node) {
        return isItself ? node.runs(request.id()) : 0;
    }
}
