package orchestrator.cli.render;

import java.util.List;

import orchestrator.core.model.Phase;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.Plan;

/** How far a project is on its way to its current revision. */
public enum Progress {
    /** Everything is as the file says, and the planner has nothing more to do. */
    CONVERGED,
    /** Something still changes. */
    MOVING,
    /** Nothing changes any more, or only in circles, and it is not as the file says. */
    STUCK,
    /** It cannot come to anything by waiting. */
    HOPELESS;

    private static final int MANY_RESTARTS = 3;

    /** The progress of a project; {@code now} is what the planner would do at this moment. */
    public static Progress of(ProjectView project, Plan now) {
        boolean planned = now.actions().stream().filter(each -> !(each instanceof Action.Bury))
                .anyMatch(each -> each.instance().project().equals(project.name()));
        boolean held = now.holds().stream()
                .anyMatch(each -> each.instance().project().equals(project.name()));
        boolean there = project.deleted()
                ? project.instances().isEmpty()
                : project.allReady() && project.instances().stream().allMatch(
                        InstanceView::current);
        if (there && !planned && !held) {
            return CONVERGED;
        }
        if (project.instances().stream().anyMatch(Progress::isHopeless)) {
            return HOPELESS;
        }
        boolean stranded = project.instances().stream().anyMatch(InstanceView::isStranded);
        boolean moves = planned || project.instances().stream()
                .filter(each -> !stranded || !each.isStranded() && !each.hasToWait())
                .anyMatch(Progress::moves);
        return moves || failures(project).isEmpty() ? MOVING : STUCK;
    }

    /** What is still as an earlier file wanted it says nothing of how this one will do. */
    private static boolean isHopeless(InstanceView instance) {
        return instance.phase() != Phase.READY && instance.wanted() && instance.current()
                && (instance.restarts() >= MANY_RESTARTS || hasNoImage(instance));
    }

    /** A pull that broke off may do better next time, until its agent has tried several times. */
    private static boolean hasNoImage(InstanceView instance) {
        return switch (instance.reason().code()) {
            case IMAGE_MISSING -> true;
            case IMAGE_PULL_FAILED -> instance.phase() == Phase.CRASHED;
            default -> false;
        };
    }

    private static boolean moves(InstanceView instance) {
        return switch (instance.phase()) {
            case PULLING, STARTING, STOPPING -> !instance.isStuck();
            case CRASHED -> instance.restarts() < MANY_RESTARTS && !instance.isRefused();
            case READY -> !instance.current();
            case WAITING, UNHEALTHY, LOST -> !instance.isStuck() && !instance.waitsForAnother();
        };
    }

    /** What keeps a project from being done. */
    public static List<InstanceView> failures(ProjectView project) {
        List<InstanceView> failures = project.instances().stream()
                .filter(each -> each.isStuck() || each.isStranded() || isHopeless(each))
                .toList();
        return failures.isEmpty()
                ? project.instances().stream().filter(each -> !each.isReady()).toList()
                : failures;
    }
}
