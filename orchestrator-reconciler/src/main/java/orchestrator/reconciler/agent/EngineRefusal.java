package orchestrator.reconciler.agent;

import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.ContainerAction;
import orchestrator.reconciler.runtime.ContainerRuntimeException;

/** What an engine's no means to a person. */
final class EngineRefusal {
    private EngineRefusal() {}

    static Outcome.Refused of(ContainerRuntimeException no, ContainerAction action) {
        ReasonCode code = switch (no.kind()) {
            case IMAGE_MISSING -> ReasonCode.IMAGE_MISSING;
            case PULL_FAILED -> ReasonCode.IMAGE_PULL_FAILED;
            case NAME_TAKEN -> ReasonCode.NAME_TAKEN;
            case PORT_TAKEN -> ReasonCode.PORT_TAKEN;
            case NO_SUCH_CONTAINER, NO_SPACE, REFUSED -> codeOf(action);
        };
        return new Outcome.Refused(new Reason(code, no.getMessage()),
                no.kind() == ContainerRuntimeException.Kind.IMAGE_MISSING,
                no.kind() == ContainerRuntimeException.Kind.NO_SPACE);
    }

    private static ReasonCode codeOf(ContainerAction action) {
        return switch (action) {
            case ContainerAction.PullImage _ -> ReasonCode.IMAGE_PULL_FAILED;
            case ContainerAction.Render _ -> ReasonCode.RELOAD_FAILED;
            case ContainerAction.Stop _,ContainerAction.Remove _ -> ReasonCode.STOP_ASKED;
            case ContainerAction.Create _,ContainerAction.Start _,ContainerAction.ReadOutput _ ->
                ReasonCode.START_FAILED;
        };
    }
}
