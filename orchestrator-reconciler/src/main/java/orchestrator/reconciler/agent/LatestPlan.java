package orchestrator.reconciler.agent;

import java.time.Instant;
import java.util.Optional;
import orchestrator.core.plan.NodePlan;
import orchestrator.core.plan.NodePlanner;
import orchestrator.core.state.NodeView;

/**
 * The last plan, for as long as it would be the same again: most turns of an agent find a node at
 * which nothing is another than at the turn before. Only turns touch it.
 */
final class LatestPlan {
    /** What it was made of, when it left nothing to do and to remember. */
    private Optional<NodeView> settled = Optional.empty();
    private Instant until = Instant.EPOCH;

    /** The plan for that view; empty when it is the one before, which asked for nothing. */
    Optional<NodePlan> next(NodeView view) {
        boolean same = view.now().isBefore(until)
                && settled.filter(was -> view.at(was.now()).equals(was)).isPresent();
        if (same) {
            return Optional.empty();
        }
        NodePlan plan = NodePlanner.plan(view);
        boolean isDone = plan.actions().isEmpty() && plan.memories().equals(view.memories());
        settled = isDone ? Optional.of(view) : Optional.empty();
        until = plan.nextLook().orElse(Instant.MAX);
        return Optional.of(plan);
    }

    /** The next one is made, whatever it is of. */
    void forget() {
        settled = Optional.empty();
    }
}
