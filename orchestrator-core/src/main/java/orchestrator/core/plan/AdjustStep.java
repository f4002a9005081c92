package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.EndpointList;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SpecHash;

/** Step 7: what changes under a running container: lists, files, checks, an image fetched ahead. */
final class AdjustStep {
    private final PlanDraft draft;
    private final AssignmentDraft assignments;

    AdjustStep(PlanDraft draft, AssignmentDraft assignments) {
        this.draft = draft;
        this.assignments = assignments;
    }

    void run() {
        draft.attention.forEach(this::adjust);
    }

    private void adjust(Wanted wanted) {
        draft.placedBefore(wanted.id()).forEach(one -> adjust(wanted, one));
    }

    private void adjust(Wanted wanted, Placed one) {
        AssignedInstance now = one.assigned();
        AssignedInstance renewed = assignments.renewed(wanted, one);
        SpecHash spec = now.container().equals(renewed.container()) ? renewed.spec() : now.spec();
        List<EndpointList> lists = wanted.reloads()
                ? assignments.refreshed(wanted, now)
                : now.lists();
        boolean sameFiles = spec.equals(now.spec()) && lists.equals(now.lists());
        AssignedInstance adjusted = new AssignedInstance(now.id(), now.incarnation(), spec,
                now.container(), now.hostPorts(), now.reserved(), now.published(),
                now.references(), lists,
                sameFiles ? now.listsGeneration() : one.node().assignment().generation() + 1,
                now.secrets(), now.origin(), upkeep(wanted, one, renewed));
        changed(now, adjusted).ifPresent(reason -> draft.adjust(one, adjusted, reason));
    }

    /** The image of the next incarnation is fetched while this one serves. */
    private static Upkeep upkeep(Wanted wanted, Placed one, AssignedInstance renewed) {
        AssignedInstance now = one.assigned();
        boolean another = !now.container().equals(renewed.container())
                && wanted.project().halted().isEmpty();
        Upkeep next = renewed.upkeep();
        return new Upkeep(next.stableFor(),
                another ? Optional.of(wanted.service().container().image()) : Optional.empty(),
                ReplaceStep.leaseDiffers(now, renewed)
                        ? now.upkeep().exclusive()
                        : next.exclusive());
    }

    private static Optional<Reason> changed(AssignedInstance now, AssignedInstance adjusted) {
        if (!now.spec().equals(adjusted.spec())) {
            return Optional.of(new Reason(ReasonCode.CHANGED,
                    "the file has changed what needs no restart"));
        }
        if (!now.lists().equals(adjusted.lists())) {
            int before = endpoints(now.lists());
            return Optional.of(new Reason(ReasonCode.ENDPOINTS_CHANGED, before
                    + (before == 1 ? " backend" : " backends") + " -> "
                    + endpoints(adjusted.lists())));
        }
        Upkeep upkeep = adjusted.upkeep();
        if (now.upkeep().equals(upkeep)) {
            return Optional.empty();
        }
        boolean fetches = upkeep.nextImage().isPresent()
                && !upkeep.nextImage().equals(now.upkeep().nextImage());
        return Optional.of(fetches
                ? new Reason(ReasonCode.WAITS_FOR_IMAGE,
                        "fetches " + upkeep.nextImage().get() + " while it serves")
                : new Reason(ReasonCode.CHANGED, "the file has changed what needs no restart"));
    }

    private static int endpoints(List<EndpointList> lists) {
        return lists.stream().mapToInt(list -> list.endpoints().size()).sum();
    }
}
