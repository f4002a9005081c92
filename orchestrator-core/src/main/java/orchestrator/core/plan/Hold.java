package orchestrator.core.plan;

import java.util.List;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Reason;
import orchestrator.core.scheduler.Refusal;

/** What the plan does not do yet, and why. {@code refusals} has a row per node where none fits. */
public record Hold(InstanceId instance, Reason reason, List<Refusal> refusals) {
    public Hold {
        refusals = List.copyOf(refusals);
    }

    public Hold(InstanceId instance, Reason reason) {
        this(instance, reason, List.of());
    }
}
