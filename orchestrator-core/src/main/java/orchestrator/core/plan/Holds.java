package orchestrator.core.plan;

import java.util.List;

import orchestrator.core.model.InstanceId;
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

    private static Hold hold(InstanceId id, ReasonCode code, String text) {
        return new Hold(id, new Reason(code, text));
    }
}
