package orchestrator.core.plan;

import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.PlacementMemory;

/** What comes of one placement: at most one action, a row, and what is remembered. */
record Verdict(PlacementMemory memory, Phase phase, Reason reason,
        Optional<ContainerAction> action, Optional<Instant> nextLook) {
    static Verdict wait(PlacementMemory memory, Phase phase, Reason reason) {
        return new Verdict(memory, phase, reason, Optional.empty(), Optional.empty());
    }

    static Verdict wait(PlacementMemory memory, Phase phase, ReasonCode code, String text) {
        return wait(memory, phase, new Reason(code, text));
    }

    static Verdict act(PlacementMemory memory, Phase phase, ContainerAction action) {
        return new Verdict(memory, phase, action.reason(), Optional.of(action), Optional.empty());
    }

    /** Looks again at that moment, or before if it was going to. */
    Verdict lookAt(Instant when) {
        Instant next = nextLook.filter(when::isAfter).orElse(when);
        return new Verdict(memory, phase, reason, action, Optional.of(next));
    }

    /** The same, said otherwise. */
    Verdict saying(Phase otherPhase, Reason otherReason) {
        return new Verdict(memory, otherPhase, otherReason, action, nextLook);
    }
}
