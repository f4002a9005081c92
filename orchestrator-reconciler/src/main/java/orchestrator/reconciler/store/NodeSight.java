package orchestrator.reconciler.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.store.ReadAhead.Wanted;

/** One node as its records tell of it, and what to think of those that cannot be right. */
final class NodeSight {
    private static final Function<byte[], NodeStatus> STATUS = data -> RecordCodec
            .decode(NodeStatus.class, data);
    private static final Function<byte[], NodeRecord> NODE = data -> RecordCodec
            .decode(NodeRecord.class, data);
    private static final Function<byte[], NodeAssignment> ASSIGNMENT = data -> RecordCodec
            .decode(NodeAssignment.class, data);
    private static final Function<byte[], NodeIntent> INTENT = data -> RecordCodec
            .decode(NodeIntent.class, data);

    private final RecordCache cache;
    /** The newest assignment of each node that was ever seen here. */
    private final SortedMap<NodeName, Long> generations = new TreeMap<>();

    NodeSight(RecordCache cache) {
        this.cache = cache;
    }

    /** A node as it was last looked at; empty where nobody may write for it. */
    record Seen(Optional<NodeObservation> node, boolean doubtful) {
        Seen unreported() {
            return new Seen(node.map(NodeObservation::unreported), doubtful);
        }

        /** Whether it has to be looked at again though nothing tells of it. */
        boolean isRestless() {
            return doubtful || node.filter(Seen::isNoted).isPresent();
        }

        /** Written out, as most that is seen is asked whether it is another. */
        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof Seen that && doubtful == that.doubtful
                    && node.equals(that.node);
        }

        @Override
        public int hashCode() {
            return node.hashCode();
        }

        private static boolean isNoted(NodeObservation node) {
            return node.silentSince().isPresent() || node.status().trouble().isPresent()
                    || !node.noted().equals(NodeObservation.Noted.NOTHING);
        }
    }

    /**
     * What a look at one node needs beside its records.
     *
     * @param present  names of the nodes whose agents have a session, sorted
     * @param intended names of those that have a record of an intent, sorted
     */
    record Look(List<String> present, List<String> intended, ClusterId cluster, Silence silence) {
        private boolean isPresent(NodeName name) {
            return Collections.binarySearch(present, name.value()) >= 0;
        }

        private boolean isIntended(NodeName name) {
            return Collections.binarySearch(intended, name.value()) >= 0;
        }
    }

    /** That assignment was seen, or written. */
    void note(NodeName node, long generation) {
        generations.merge(node, generation, Math::max);
    }

    /** What {@link #of} will ask for. A status before the assignment it is of: see there. */
    static List<Wanted> wanted(NodeName name, Look look) {
        List<Wanted> wanted = new ArrayList<>(
                List.of(new Wanted(Paths.status(name), Optional.of(STATUS)),
                        new Wanted(Paths.node(name), Optional.of(NODE)),
                        new Wanted(Paths.assignment(name), Optional.of(ASSIGNMENT))));
        if (look.isIntended(name)) {
            wanted.add(new Wanted(Paths.intent(name), Optional.of(INTENT)));
        }
        return wanted;
    }

    /** The node as it is now. */
    Seen of(NodeName name, Look look) {
        Optional<Instant> since = look.silence().since(name, look.isPresent(name));
        RecordCache.Entry<NodeStatus> status = cache.get(Paths.status(name), STATUS,
                now -> shared(name, now));
        NodeStatus known = status.lastKnown().orElseGet(() -> NodeStatus.none(name));
        RecordCache.Entry<NodeRecord> record = cache.get(Paths.node(name), NODE);
        RecordCache.Entry<NodeAssignment> assignment = assignment(name, known.generation());
        RecordCache.Entry<NodeIntent> intent = look.isIntended(name)
                ? cache.get(Paths.intent(name), INTENT)
                : RecordCache.nothing();
        if (record.value().isEmpty() || assignment.isUnreadable()) {
            return new Seen(Optional.empty(),
                    record.isUnreadable() || assignment.isUnreadable());
        }
        Optional<String> what = unreadable(intent, status);
        NodeObservation node = new NodeObservation(record.value().get(), since,
                intent.lastKnown(),
                assignment.value().orElseGet(() -> NodeAssignment.none(look.cluster())),
                assignment.version(),
                what.map(each -> inDoubt(known, each + " cannot be read")).orElse(known),
                since.flatMap(_ -> look.silence().lease(name)), record.version());
        Seen seen = whole(node);
        return noted(isOld(status, record) ? seen.unreported() : seen, look.silence());
    }

    private NodeStatus shared(NodeName name, NodeStatus now) {
        return SharedRows.of(now, cache.lastKnown(Paths.status(name)),
                cache.lastKnown(Paths.assignment(name)));
    }

    /** An agent writes its node's record when it comes back, and only then what it finds there. */
    private static boolean isOld(RecordCache.Entry<NodeStatus> status,
            RecordCache.Entry<NodeRecord> record) {
        return status.value().isPresent() && status.sequence() < record.sequence();
    }

    private static Seen noted(Seen seen, Silence silence) {
        NodeObservation node = seen.node().orElseThrow();
        boolean troubled = node.silentSince().isEmpty() && node.status().trouble().isPresent();
        return new Seen(Optional.of(node.withNoted(silence.noted(node.name(), troubled))),
                seen.doubtful());
    }

    /** What was acted on was assigned before: an older one is older than what its agent has read. */
    private RecordCache.Entry<NodeAssignment> assignment(NodeName name, long actedOn) {
        RecordCache.Entry<NodeAssignment> first = cache.get(Paths.assignment(name), ASSIGNMENT);
        return generation(first) < actedOn
                ? cache.getAnew(Paths.assignment(name), ASSIGNMENT)
                : first;
    }

    private static long generation(RecordCache.Entry<NodeAssignment> assignment) {
        return assignment.value().map(NodeAssignment::generation).orElse(0L);
    }

    /** What an agent did that a person calls dead counts no more. */
    private Seen whole(NodeObservation node) {
        long generation = node.assignment().generation();
        boolean lost = generation < generations.getOrDefault(node.name(), 0L)
                || generation < node.status().generation() && !node.isConfirmedDead();
        if (!lost) {
            note(node.name(), generation);
            return new Seen(Optional.of(node), false);
        }
        // Its agent knows more of it, as soon as it has seen it.
        String why = node.status().trouble()
                .filter(trouble -> trouble.code() == ReasonCode.FROZEN).map(Reason::text)
                .orElse("the newest assignment of " + node.name() + " cannot be read");
        return new Seen(Optional.of(node.with(node.assignment(),
                inDoubt(node.status(), why))), true);
    }

    private static Optional<String> unreadable(RecordCache.Entry<NodeIntent> intent,
            RecordCache.Entry<NodeStatus> status) {
        if (status.isUnreadable()) {
            return Optional.of("the record of its status");
        }
        return intent.isUnreadable()
                ? Optional.of("the record of its draining")
                : Optional.empty();
    }

    private static NodeStatus inDoubt(NodeStatus known, String why) {
        return new NodeStatus(known.node(), known.generation(), known.instances(),
                known.volumes(), Optional.of(new Reason(ReasonCode.STORE_IN_DOUBT, why)),
                known.images());
    }
}
