package orchestrator.core.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What an agent says of one incarnation on its node.
 *
 * @param since     when the phase began, by the node's clock, for people only
 * @param condition all else; mostly the same for many, who share it then: there may be millions
 */
public record InstanceStatus(InstanceId id, Incarnation incarnation, Instant since,
        Condition condition) {
    /** By id, then incarnation. */
    public static final Comparator<InstanceStatus> ORDER = (one,
            other) -> one.compareTo(other.id(), other.incarnation());

    /**
     * How it stands with an incarnation.
     *
     * @param restarts        times its container ended by itself and was made anew
     * @param listsGeneration newest {@link AssignedInstance#listsGeneration} that is rendered
     * @param output          last lines the container wrote before it ended or failed its check
     * @param stable          true once it was ready for
     *                        {@link AssignedInstance.Upkeep#stableFor} without a break; stays true
     *                        for the life of the incarnation
     */
    public record Condition(Phase phase, Reason reason, int restarts, long listsGeneration,
            List<String> output, boolean stable) {
        public Condition {
            output = List.copyOf(output);
        }

        /** Written out as in {@link Arrangement#equals}. */
        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof Condition that
                    && phase == that.phase && restarts == that.restarts
                    && listsGeneration == that.listsGeneration && stable == that.stable
                    && reason.equals(that.reason) && output.equals(that.output);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * reason.hashCode() + restarts) + Long.hashCode(listsGeneration);
        }
    }

    /** In a condition of its own; each part of it is explained there. */
    public InstanceStatus(InstanceId id, Incarnation incarnation, Phase phase, Reason reason,
            Instant since, int restarts, long listsGeneration, List<String> output,
            boolean stable) {
        this(id, incarnation, since,
                new Condition(phase, reason, restarts, listsGeneration, output, stable));
    }

    /** One that counts as stable as soon as it is ready. */
    public InstanceStatus(InstanceId id, Incarnation incarnation, Phase phase, Reason reason,
            Instant since, int restarts, long listsGeneration, List<String> output) {
        this(id, incarnation, phase, reason, since, restarts, listsGeneration, output,
                phase == Phase.READY);
    }

    /** Before or after where that incarnation would stand in {@link #ORDER}; 0 when it is it. */
    public int compareTo(InstanceId otherId, Incarnation otherIncarnation) {
        int order = id.compareTo(otherId);
        return order != 0 ? order : incarnation.compareTo(otherIncarnation);
    }

    /** {@link Condition#phase}. */
    public Phase phase() {
        return condition.phase();
    }

    /** {@link Condition#reason}. */
    public Reason reason() {
        return condition.reason();
    }

    /** {@link Condition#restarts}. */
    public int restarts() {
        return condition.restarts();
    }

    /** {@link Condition#listsGeneration}. */
    public long listsGeneration() {
        return condition.listsGeneration();
    }

    /** {@link Condition#output}. */
    public List<String> output() {
        return condition.output();
    }

    /** {@link Condition#stable}. */
    public boolean stable() {
        return condition.stable();
    }
}
