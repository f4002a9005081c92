package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SecretName;
import orchestrator.core.scheduler.Refusal;

/** The sentences of what is held back, in one place. */
final class Holds {
    private Holds() {}

    static Hold secret(InstanceId id, SecretName secret) {
        return hold(id, ReasonCode.WAITS_FOR_SECRET, "secret " + secret
                + " has no value: orch secret set " + secret);
    }

    static Hold place(InstanceId id, String service) {
        return hold(id, ReasonCode.WAITS_FOR_PLACE, "waits for " + service + " to have a place");
    }

    static Hold ready(InstanceId id, InstanceId other) {
        return hold(id, ReasonCode.WAITS_FOR_READY, "waits for " + other.address() + " (after)");
    }

    static Hold noNode(InstanceId id, List<Refusal> refusals) {
        return new Hold(id, new Reason(ReasonCode.NO_NODE_FITS, "no node can take it"), refusals);
    }

    static Hold silent(InstanceId id, NodeName node) {
        return hold(id, ReasonCode.NODE_SILENT, node + " is silent");
    }

    static Hold unreported(InstanceId id, NodeName node) {
        return hold(id, ReasonCode.NODE_SILENT, node + " has not reported since it is back");
    }

    /** The brake is on: see {@link Brake}. */
    static Hold manyLost(InstanceId id, NodeName node) {
        return hold(id, ReasonCode.MANY_NODES_LOST, node + " is lost, but so many are that nothing"
                + " is moved until some are back (orch drain " + node + " moves it all the same)");
    }

    /** It waits for its turn: {@code other} has to serve first, for long enough. */
    static Hold turn(PlanDraft draft, InstanceId id, InstanceId other) {
        boolean serves = draft.newest(other).filter(Placed::serves).isPresent();
        return serves
                ? hold(id, ReasonCode.WAITS_FOR_STABLE, "is replaced when " + other.address()
                        + " has been ready for long enough (stable-for)")
                : hold(id, ReasonCode.WAITS_FOR_BUDGET,
                        "is replaced when " + other.address() + " is ready");
    }

    /** Its next image is not on its node yet; {@code state} is what the node says of it. */
    static Hold image(InstanceId id, String image, NodeName node, Optional<Reason> state) {
        String progress = state.filter(known -> known.code() == ReasonCode.IMAGE_PULLING)
                .map(known -> ": " + known.text()).orElse("");
        return hold(id, ReasonCode.WAITS_FOR_IMAGE, "is replaced when " + image + " is on "
                + node + progress);
    }

    private static Hold hold(InstanceId id, ReasonCode code, String text) {
        return new Hold(id, new Reason(code, text));
    }
}
