package orchestrator.core.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import orchestrator.core.model.Arrangement;
import orchestrator.core.model.InstanceStatus.Condition;

/** As JSON a row says by itself all that it shares with others. */
final class SharedForms {
    private SharedForms() {}

    abstract static class OfAssigned {
        @JsonUnwrapped
        abstract Arrangement arrangement();
    }

    abstract static class OfStatus {
        @JsonUnwrapped
        abstract Condition condition();
    }
}
