package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Event;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;

/** What happened to the instances of one node between two reports of its agent. */
final class InstanceEvents {
    private InstanceEvents() {}

    static List<Event> between(NodeStatus before, NodeStatus after, Instant at) {
        List<Event> events = new ArrayList<>();
        StatusRows rows = new StatusRows(before);
        for (InstanceStatus now : after.instances()) {
            Optional<InstanceStatus> old = rows.find(now.id(), now.incarnation());
            int restarts = old.map(InstanceStatus::restarts).orElse(0);
            boolean crashed = now.phase() == Phase.CRASHED;
            if (now.restarts() > restarts && !crashed && !wasCrashed(old)) {
                events.add(event(at, now, restarted(after.node(), now)));
            }
            if (old.map(InstanceStatus::phase).filter(now.phase()::equals).isEmpty()) {
                events.add(event(at, now, phase(after.node(), now)));
            }
        }
        return events;
    }

    private static boolean wasCrashed(Optional<InstanceStatus> old) {
        return old.map(InstanceStatus::phase).filter(Phase.CRASHED::equals).isPresent();
    }

    /** A crash that was over before anybody looked: only the count of restarts tells of it. */
    private static Reason restarted(NodeName node, InstanceStatus now) {
        return new Reason(ReasonCode.EXITED, "ended by itself on " + node
                + " and was started again, " + now.restarts()
                + (now.restarts() == 1 ? " time" : " times") + " so far");
    }

    private static Reason phase(NodeName node, InstanceStatus now) {
        return new Reason(now.reason().code(),
                now.phase().word() + " on " + node + ": " + now.reason().text());
    }

    private static Event event(Instant at, InstanceStatus now, Reason reason) {
        return new Event(at, Optional.of(now.id().project()), now.id().address(), reason);
    }
}
