package orchestrator.core.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Ordered;
import orchestrator.core.model.SecretId;

/**
 * What is seen, at one moment.
 *
 * @param epoch           of the leader that plans; 0 in a plan that is only shown
 * @param usedIncarnations how many incarnations this epoch has given out
 * @param takenAt         the planner's only clock
 * @param complete        false when some part could not be read: nothing may be stopped then
 * @param nodes           sorted by name
 * @param secrets         the secrets that have a value, with the version of each, sorted by id
 */
public record ObservedState(ClusterId cluster, int epoch, int usedIncarnations, Instant takenAt,
        boolean complete, List<NodeObservation> nodes, List<KnownSecret> secrets) {
    /** How nodes are sorted; a list that is {@link Ordered.Known} to be is not gone through. */
    public static final Comparator<NodeObservation> ORDER = Comparator
            .comparing(NodeObservation::name);

    public ObservedState {
        nodes = Ordered.copy(nodes, ORDER);
        secrets = List.copyOf(secrets);
    }

    /**
     * A secret that has a value.
     *
     * @param version from 1, or {@link #UNREADABLE}
     */
    public record KnownSecret(SecretId id, int version) {
        /** Stands for the version of a value whose record cannot be read. */
        public static final int UNREADABLE = 0;
    }

    /** The number-th next incarnation, counted from 1. */
    public Incarnation incarnation(int number) {
        return new Incarnation(epoch, usedIncarnations + number);
    }

    /** That node, when it is known. */
    public Optional<NodeObservation> node(NodeName name) {
        return Ordered.find(nodes, each -> each.name().compareTo(name));
    }
}
