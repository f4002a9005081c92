package orchestrator.core.rollout;

import java.util.EnumSet;
import java.util.Set;

import orchestrator.core.model.Check;
import orchestrator.core.model.Check.Probe;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.rollout.Sight.Seen;

/** What a check asked of one incarnation, as a person could ask it again. */
final class CheckText {
    private static final Set<ReasonCode> ASKED = EnumSet.of(ReasonCode.CHECK_FAILED,
            ReasonCode.CHECK_PENDING, ReasonCode.BACKING_OFF);

    private CheckText() {}

    /** True when the failure is, or may be, one of the check. */
    static boolean wasAsked(Reason reason) {
        return ASKED.contains(reason.code());
    }

    static String of(Check check, Seen seen) {
        return switch (check.probe()) {
            case Probe.Http http -> "GET http://" + address(seen, http.port()) + http.path();
            case Probe.Tcp tcp -> "connection to " + address(seen, tcp.port());
            case Probe.Run run -> "run: " + String.join(" ", run.command());
        };
    }

    private static String address(Seen seen, String port) {
        Integer number = seen.assigned().hostPorts().get(port);
        return seen.node().node().address() + ":" + (number == null ? port : number);
    }
}
