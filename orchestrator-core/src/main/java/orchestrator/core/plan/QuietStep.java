package orchestrator.core.plan;

import java.util.List;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.scheduler.NodeLedger;

/**
 * Before all others: what can be seen at one glance. One that has no place concerns nobody but
 * {@link PlaceStep}. One that serves on a node that is well, is what the file asks for and depends on
 * nobody concerns none of the steps; nor does one that is the same but for not having proven itself
 * yet, which only counts in the {@link Budget}. About all others they alone know what follows.
 */
final class QuietStep {
    private final PlanDraft draft;
    private final Glance glance;

    QuietStep(PlanDraft draft, Glance glance) {
        this.draft = draft;
        this.glance = glance;
    }

    void run() {
        if (glance.spares() && (draft.looksAtAll || draft.attention.isOfMost(glance.many()))) {
            draft.ledger.nodes().stream().filter(QuietStep::isWell).forEach(this::lookAtAllOn);
        }
        draft.attention.forEach(wanted -> {
            List<NodeLedger> homes = draft.ledger.homes(wanted.id());
            if (homes.isEmpty()) {
                draft.attention.open(wanted.id());
            } else if (glance.spares() && homes.size() == 1 && isWell(homes.getFirst())) {
                look(wanted, homes.getFirst());
            }
        });
    }

    /** What is beside each other is looked at together: instance by instance each is somewhere else. */
    private void lookAtAllOn(NodeLedger node) {
        for (AssignedInstance each : node.assigned()) {
            if (draft.ledger.homes(each.id()).size() == 1) {
                draft.wanted.find(each.id()).ifPresent(wanted -> look(wanted, node));
            }
        }
    }

    private void look(Wanted wanted, NodeLedger node) {
        ServiceSpec service = wanted.service();
        SpecCatalog.Entry spec = draft.specs.of(service.container());
        if (!spec.uses().isEmpty() || !service.place().isAnywhere()
                || !wanted.project().restarts().isEmpty()) {
            return;
        }
        List<AssignedInstance> all = node.incarnations(wanted.id());
        if (all.size() == 1 && isAsAsked(all.getFirst(), spec, service)) {
            Placed one = Placed.of(node, all.getFirst());
            if (one.counts()) {
                draft.attention.dismiss(wanted.id());
            } else if (one.nodeFails(draft.observed.takenAt()).isEmpty()
                    && one.node().status().trouble().isEmpty()) {
                draft.attention.underWay(wanted.id());
            }
        }
    }

    private static boolean isWell(NodeLedger node) {
        return node.observation().takesWork() && node.observation().doubt().isEmpty();
    }

    private static boolean isAsAsked(AssignedInstance assigned, SpecCatalog.Entry spec,
            ServiceSpec service) {
        return assigned.spec().equals(spec.spec()) && assigned.container().equals(spec.container())
                && assigned.references().isEmpty() && assigned.lists().isEmpty()
                && assigned.secrets().isEmpty()
                && assigned.upkeep().stableFor().equals(service.update().stableFor())
                && assigned.upkeep().nextImage().isEmpty()
                && assigned.upkeep().exclusive() == service.exclusive();
    }
}
