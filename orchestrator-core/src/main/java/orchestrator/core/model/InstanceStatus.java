package orchestrator.core.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What an agent says of one incarnation on its node.
 *
 * @param since           when the phase began, by the node's clock, for people only
 * @param restarts        times its container ended by itself and was made anew
 * @param listsGeneration newest {@link AssignedInstance#listsGeneration} that is rendered
 * @param output          last lines the container wrote before it ended or failed its check
 * @param stable          true once it was ready for {@link AssignedInstance.Upkeep#stableFor}
 *                        without a break; stays true for the life of the incarnation
 */
public record InstanceStatus(InstanceId id, Incarnation incarnation, Phase phase, Reason reason,
        Instant since, int restarts, long listsGeneration, List<String> output, boolean stable) {
    /** By id, then incarnation. */
    public static final Comparator<InstanceStatus> ORDER = (one,
            other) -> one.compareTo(other.id(), other.incarnation());

    public InstanceStatus {
        output = List.copyOf(output);
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
}
