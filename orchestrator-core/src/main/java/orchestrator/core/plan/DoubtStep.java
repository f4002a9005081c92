package orchestrator.core.plan;

import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SecretName;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState.KnownSecret;

/**
 * Before all steps that change something: what a record that cannot be read says something about
 * stays as it is, and everything else goes on.
 */
final class DoubtStep {
    private DoubtStep() {}

    static void run(PlanDraft draft) {
        draft.restless.forEach(node -> holdAllOn(draft, node));
        if (draft.hasUnreadableSecrets()) {
            draft.attention.forEach(wanted -> holdUnreadable(draft, wanted));
            draft.attention.forEachOpen(wanted -> holdUnreadable(draft, wanted));
        }
    }

    private static void holdUnreadable(PlanDraft draft, Wanted wanted) {
        if (!draft.isTouched(wanted.id())) {
            unreadable(draft, wanted).ifPresent(secret -> draft.hold(wanted.id(),
                    ReasonCode.STORE_IN_DOUBT, "the record of secret " + secret
                            + " cannot be read, so nothing that needs it is changed"));
        }
    }

    private static void holdAllOn(PlanDraft draft, NodeObservation node) {
        node.doubt().ifPresent(doubt -> node.assignment().instances().stream()
                .map(AssignedInstance::id).distinct().filter(id -> !draft.isTouched(id))
                .forEach(id -> draft.hold(id, ReasonCode.STORE_IN_DOUBT, node.name() + ": "
                        + doubt.text() + ", so nothing is changed there")));
    }

    private static Optional<SecretName> unreadable(PlanDraft draft, Wanted wanted) {
        return draft.specs.of(wanted.service().container()).uses().secrets().stream()
                .filter(secret -> draft.secretVersion(AssignmentDraft.secretId(wanted, secret))
                        .filter(version -> version == KnownSecret.UNREADABLE).isPresent())
                .findFirst();
    }
}
