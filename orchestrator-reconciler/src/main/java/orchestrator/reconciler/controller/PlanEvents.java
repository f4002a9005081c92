package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Event;
import orchestrator.core.model.Reason;
import orchestrator.core.plan.Action;

/** What a plan does, as events. */
final class PlanEvents {
    private PlanEvents() {}

    /**
     * One event for each action that a person would see, in their order; of more than are kept the
     * last ones.
     */
    static List<Event> of(List<Action> actions, Instant at) {
        Deque<Event> events = new ArrayDeque<>();
        for (int i = actions.size() - 1; i >= 0 && events.size() < EventRecorder.KEPT; i--) {
            if (!(actions.get(i) instanceof Action.Bury)) {
                events.addFirst(event(at, actions.get(i)));
            }
        }
        return List.copyOf(events);
    }

    private static Event event(Instant at, Action action) {
        String done = switch (action) {
            case Action.Start _ -> "assigned to ";
            case Action.Stop _ -> "told to stop on ";
            case Action.Replace _ -> "replaced on ";
            case Action.Adjust _ -> "given new files on ";
            case Action.Bury _ -> "forgotten on ";
        };
        Reason reason = new Reason(action.reason().code(),
                done + action.node() + ": " + action.reason().text());
        return new Event(at, Optional.of(action.instance().project()),
                action.instance().address(), reason);
    }
}
