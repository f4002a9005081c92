package orchestrator.core.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** The cluster as it would be seen with other nodes, for whoever asks what would happen then. */
public final class WhatIf {
    /** Longer ago than any service waits for its node. */
    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final NodeIntent GIVEN_UP = new NodeIntent("", "", LONG_AGO);
    private static final NodeObservation.Lease OVER = new NodeObservation.Lease(0, true);

    private WhatIf() {}

    /**
     * The cluster with these nodes lost for long and for certain, so that the brake does not wait
     * for them to come back. Their leases are over; nobody vouches for what else they ran.
     */
    public static ObservedState without(ObservedState observed, List<NodeName> lost) {
        return with(observed, observed.nodes().stream()
                .map(node -> lost.contains(node.name()) ? without(node) : node).toList());
    }

    static NodeObservation without(NodeObservation node) {
        return new NodeObservation(node.node(), Optional.of(LONG_AGO),
                node.intent().or(() -> Optional.of(GIVEN_UP)), node.assignment(),
                node.assignmentVersion(), node.status(),
                Optional.of(OVER), node.nodeVersion(), node.noted());
    }

    /**
     * The cluster with more nodes that are like one it has: with its room and its labels, and with
     * nothing on them. They are called {@code new-1} and so on.
     *
     * @throws IllegalArgumentException when there is no node of that name to take after
     */
    public static ObservedState with(ObservedState observed, NodeName like, int count) {
        NodeRecord model = observed.node(like).map(NodeObservation::node)
                .orElseThrow(() -> new IllegalArgumentException("no node " + like));
        List<NodeObservation> nodes = new ArrayList<>(observed.nodes());
        newNames(observed, count).forEach(name -> nodes.add(fresh(observed, model, name)));
        nodes.sort(Comparator.comparing(NodeObservation::name));
        return with(observed, nodes);
    }

    /** What so many more nodes would be called: names that no node has. */
    public static List<NodeName> newNames(ObservedState observed, int count) {
        List<NodeName> names = new ArrayList<>();
        for (int number = 1; names.size() < count; number++) {
            NodeName name = new NodeName("new-" + number);
            if (observed.node(name).isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private static NodeObservation fresh(ObservedState observed, NodeRecord model,
            NodeName name) {
        NodeRecord record = new NodeRecord(name, model.capacity(), model.labels(), name.value(),
                name.value(), model.logsAddress(), model.firstPort(), model.lastPort(),
                model.bootToken(), model.version(), model.simulated());
        return new NodeObservation(record, Optional.empty(), Optional.empty(),
                NodeAssignment.none(observed.cluster()), NodeObservation.NO_RECORD,
                NodeStatus.none(name));
    }

    private static ObservedState with(ObservedState observed, List<NodeObservation> nodes) {
        return new ObservedState(observed.cluster(), observed.epoch(),
                observed.usedIncarnations(), observed.takenAt(), observed.complete(), nodes,
                observed.secrets());
    }
}
