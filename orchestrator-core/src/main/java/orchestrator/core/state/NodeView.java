package orchestrator.core.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SpecHash;

/**
 * All that the agent of one node knows at one moment.
 *
 * @param assignment     the newest one that may be acted on
 * @param doubt          present while the store is not to be believed: nothing is stopped then, and
 *                       nothing new is begun
 * @param now            the planner's only clock
 * @param specs          those that could be read
 * @param containers     of this node, in any state
 * @param images         by name; one that was not looked for yet is missing
 * @param busy           instances with a call to the engine under way, or whose effect is not seen
 *                       yet: nothing is planned for them
 * @param missingSecrets used here, without a value that can be opened
 * @param lease          for what runs only while the node holds one
 * @param source         where the assignment is from
 */
public record NodeView(NodeName node, NodeAssignment assignment, Optional<Reason> doubt,
        Instant now, SortedMap<SpecHash, ContainerSpec> specs, List<ObservedContainer> containers,
        SortedMap<PlacementKey, PlacementMemory> memories, SortedMap<String, ImageMemory> images,
        SortedSet<InstanceId> busy, SortedSet<SecretId> missingSecrets,
        NodeLease lease, Source source) {
    /** Where an agent has its assignment from. */
    public enum Source {
        /** It has read it itself. */
        STORE,
        /** It is what the agent before it knew. */
        DISK,
        /** It is what an agent knew that ran on another machine, of which this one is a clone. */
        DISK_OF_ANOTHER
    }

    public NodeView {
        containers = List.copyOf(containers);
    }

    /** Of a node that needs no lease, whose agent has read its assignment. */
    public NodeView(NodeName node, NodeAssignment assignment, Optional<Reason> doubt,
            Instant now, SortedMap<SpecHash, ContainerSpec> specs,
            List<ObservedContainer> containers,
            SortedMap<PlacementKey, PlacementMemory> memories,
            SortedMap<String, ImageMemory> images, SortedSet<InstanceId> busy,
            SortedSet<SecretId> missingSecrets) {
        this(node, assignment, doubt, now, specs, containers, memories, images, busy,
                missingSecrets, NodeLease.UNKNOWN, Source.STORE);
    }

    /** The same at another moment. */
    public NodeView at(Instant moment) {
        return new NodeView(node, assignment, doubt, moment, specs, containers, memories, images,
                busy, missingSecrets, lease, source);
    }

    public boolean inDoubt() {
        return doubt.isPresent();
    }
}
