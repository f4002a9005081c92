package orchestrator.core.plan;

import java.util.Optional;

import orchestrator.core.model.ServiceName;

/** What an instance needs of others before it can start anywhere. */
final class Waits {
    private final PlanDraft draft;
    private final AssignmentDraft assignments;

    Waits(PlanDraft draft, AssignmentDraft assignments) {
        this.draft = draft;
        this.assignments = assignments;
    }

    /** The hold of the first thing that is missing; empty when it may start. */
    Optional<Hold> of(Wanted wanted) {
        return notReady(wanted).or(() -> assignments.missing(wanted))
                .or(() -> Requests.withoutPlace(draft, wanted)
                        .map(service -> Holds.place(wanted.id(), service.value())));
    }

    private Optional<Hold> notReady(Wanted wanted) {
        for (ServiceName service : wanted.service().after()) {
            Optional<Wanted> late = draft.wanted.meantBy(wanted, service).stream()
                    .filter(other -> draft.placed(other.id()).stream()
                            .noneMatch(one -> one.isReady() && !one.isSilent()
                                    && !draft.isLeaving(one)))
                    .findFirst();
            if (late.isPresent()) {
                return Optional.of(Holds.ready(wanted.id(), late.get().id()));
            }
        }
        return Optional.empty();
    }

    /** True when all that is not ready has a place where it may get ready again. */
    boolean isForAWhile(Wanted wanted) {
        return wanted.service().after().stream()
                .flatMap(service -> draft.wanted.meantBy(wanted, service).stream())
                .map(other -> draft.newest(other.id()))
                .allMatch(newest -> newest.filter(one -> one.node().takesWork()).isPresent());
    }
}
