package orchestrator.core.model;

import java.time.Instant;
import java.util.List;

/**
 * What an agent says of one incarnation on its node.
 *
 * @param since           when the phase began, by the node's clock, for people only
 * @param restarts        times its container ended by itself and was made anew
 * @param listsGeneration newest {@link AssignedInstance#listsGeneration} that is rendered
 * @param output          last lines the container wrote before it ended or failed its check
 */
public record InstanceStatus(InstanceId id, Incarnation incarnation, Phase phase, Reason reason,
        Instant since, int restarts, long listsGeneration, List<String> output) {
    public InstanceStatus {
        output = List.copyOf(output);
    }
}
