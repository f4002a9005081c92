package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ServiceName;
import orchestrator.core.scheduler.Anchor;
import orchestrator.core.scheduler.PlacementRequest;
import orchestrator.core.scheduler.Refusal;

/** What the scheduler is asked: the instance with everything that ties it to a node. */
final class Requests {
    private Requests() {}

    static PlacementRequest of(PlanDraft draft, Wanted wanted) {
        List<Anchor> anchors = new ArrayList<>(draft.data.anchors(wanted));
        wanted.pinned().ifPresent(node -> anchors.add(new Anchor(node, Refusal.Rule.PINNED,
                "this one belongs to " + node)));
        anchors.addAll(near(draft, wanted));
        return new PlacementRequest(wanted.id(), wanted.service(), anchors);
    }

    /** For a move: without the tie to data, which the caller has looked at. */
    static PlacementRequest elsewhere(PlanDraft draft, Wanted wanted) {
        return new PlacementRequest(wanted.id(), wanted.service(), near(draft, wanted));
    }

    /** The service that must have a place before this one can be near it; empty when all have. */
    static Optional<ServiceName> withoutPlace(PlanDraft draft, Wanted wanted) {
        List<ServiceName> near = wanted.service().place().near();
        return near.isEmpty()
                ? Optional.empty()
                : near.stream().filter(service -> draft.wanted.meantBy(wanted, service).stream()
                        .noneMatch(other -> draft.newest(other.id()).isPresent()))
                        .findFirst();
    }

    private static List<Anchor> near(PlanDraft draft, Wanted wanted) {
        List<Anchor> anchors = new ArrayList<>();
        for (ServiceName service : wanted.service().place().near()) {
            draft.wanted.meantBy(wanted, service).stream().findFirst()
                    .flatMap(other -> draft.newest(other.id()))
                    .ifPresent(other -> anchors.add(new Anchor(other.node().name(),
                            Refusal.Rule.NEAR, "must be near " + other.assigned().id().address()
                                    + " on " + other.node().name())));
        }
        return anchors;
    }
}
