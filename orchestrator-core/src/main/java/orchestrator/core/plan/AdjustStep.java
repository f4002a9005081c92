package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;

/** Step 7: lists, files and checks that change under a running container. */
final class AdjustStep {
    private final PlanDraft draft;
    private final AssignmentDraft assignments;

    AdjustStep(PlanDraft draft, AssignmentDraft assignments) {
        this.draft = draft;
        this.assignments = assignments;
    }

    void run() {
        for (Wanted wanted : draft.wanted.all()) {
            for (Placed one : draft.placed(wanted.id())) {
                boolean known = one.node().assignment().find(one.assigned().id(),
                        one.assigned().incarnation()).isPresent();
                if (known) {
                    adjust(wanted, one);
                }
            }
        }
    }

    private void adjust(Wanted wanted, Placed one) {
        AssignedInstance now = one.assigned();
        AssignedInstance renewed = assignments.renewed(wanted, one);
        boolean sameContainer = now.container().equals(renewed.container());
        AssignedInstance adjusted = new AssignedInstance(now.id(), now.incarnation(),
                sameContainer ? renewed.spec() : now.spec(), now.container(), now.hostPorts(),
                now.reserved(), now.published(), now.references(),
                wanted.reloads() ? assignments.refreshed(wanted, now) : now.lists(),
                one.node().assignment().generation() + 1, now.secrets());
        changed(now, adjusted).ifPresent(reason -> draft.adjust(one, adjusted, reason));
    }

    private static Optional<Reason> changed(AssignedInstance now, AssignedInstance adjusted) {
        if (!now.spec().equals(adjusted.spec())) {
            return Optional.of(new Reason(ReasonCode.CHANGED,
                    "the file has changed what needs no restart"));
        }
        int before = endpoints(now.lists());
        int after = endpoints(adjusted.lists());
        return now.lists().equals(adjusted.lists())
                ? Optional.empty()
                : Optional.of(new Reason(ReasonCode.ENDPOINTS_CHANGED,
                        before + " backends -> " + after));
    }

    private static int endpoints(List<AssignedInstance.EndpointList> lists) {
        return lists.stream().mapToInt(list -> list.endpoints().size()).sum();
    }
}
