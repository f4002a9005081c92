package orchestrator.core.plan;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.DesiredProject;

/** Why nobody wants an instance any more: in the same words for who plans and who looks on. */
public final class Unwanted {
    private Unwanted() {}

    /** The reason, for an instance that {@code project} does not ask for. */
    public static Reason why(DesiredProject project, InstanceId id) {
        if (project.run().isEmpty()) {
            return new Reason(ReasonCode.PROJECT_DELETED,
                    "project " + project.name() + " runs nothing any more");
        }
        String name = id.copy().map(copy -> copy.stack().value()).orElse(id.service().value());
        boolean known = project.run().stream().anyMatch(entry -> entry.name().equals(name));
        return known && project.service(id.service()).isPresent()
                ? new Reason(ReasonCode.COUNT_DOWN, "the file asks for fewer")
                : new Reason(ReasonCode.SERVICE_REMOVED, "no longer in the file");
    }
}
