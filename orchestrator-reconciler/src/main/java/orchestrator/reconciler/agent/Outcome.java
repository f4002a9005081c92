package orchestrator.reconciler.agent;

import java.util.List;
import orchestrator.core.model.Reason;
import orchestrator.core.state.PlacementMemory.Rendered;

/** What came of one action on the engine. */
sealed interface Outcome {
    record Done() implements Outcome {}

    /** The container's files are these now; {@code reloaded} when it runs and was told so. */
    record Filled(Rendered rendered, boolean reloaded) implements Outcome {}

    /** The last lines of a container. */
    record Output(List<String> lines) implements Outcome {
        public Output {
            lines = List.copyOf(lines);
        }
    }

    /** The engine said no, or what was needed could not be put together. */
    record Refused(Reason reason, boolean imageMissing, boolean diskFull) implements Outcome {
        Refused(Reason reason) {
            this(reason, false, false);
        }
    }

    /** The engine did not answer; it may have happened. */
    record Unknown() implements Outcome {}
}
