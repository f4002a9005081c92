package orchestrator.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import orchestrator.cli.render.Progress;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.core.model.Phase;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.plan.ClusterPlanner;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.store.StoreUnavailableException;

/** Looks on while the cluster does what a person wants of one project. It changes nothing. */
final class Convergence {
    /** How long nothing may move before it is called stuck. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The same while the leader may still find that the revision failed, and roll it back. */
    private static final Duration VERDICT_PATIENCE = Duration.ofSeconds(15);
    /** How long a leader may take to call good what runs; a slow check may take that long. */
    private static final Duration JUDGEMENT_PATIENCE = Duration.ofMinutes(2);
    /** The same with a lost node: its session must run out before others take over. */
    private static final Duration LOST_PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final ClusterClient client;
    private final InstantSource clock;
    private final Goal goal;
    private final Changes changes;
    private final Instant begun;
    private Optional<Instant> stuckSince = Optional.empty();
    private Instant answered;
    private Optional<ProjectView> last = Optional.empty();
    private Course course;

    Convergence(ClusterClient client, InstantSource clock, Goal goal) {
        this.client = client;
        this.clock = clock;
        this.goal = goal;
        course = goal.course();
        changes = Changes.of(client);
        begun = clock.instant();
        answered = begun;
    }

    /** How it ended. */
    enum End {
        DONE, FAILED, ROLLED_BACK, OVERTAKEN, TIMEOUT, INTERRUPTED
    }

    /**
     * The end, the project as it last was (empty when it is gone), how long it took, and which
     * revisions were seen on the way.
     */
    record Result(End end, Optional<ProjectView> project, Duration took, Course course,
            Instant at) {}

    /** Returns when the project is as its revision says, or it cannot be, or time is up. */
    Result await(Optional<Duration> timeout, ProgressDisplay display) {
        while (true) {
            Optional<End> end = look(display);
            if (end.isPresent()) {
                return result(end.get());
            }
            if (timeout.isPresent() && elapsed().compareTo(timeout.get()) >= 0) {
                return result(End.TIMEOUT);
            }
            if (pause(display)) {
                return result(End.INTERRUPTED);
            }
        }
    }

    private Result result(End end) {
        return new Result(end, last, elapsed(), course, clock.instant());
    }

    private Duration elapsed() {
        return Duration.between(begun, clock.instant());
    }

    private Optional<End> look(ProgressDisplay display) {
        ClusterView view;
        try {
            view = client.view();
        } catch (StoreUnavailableException e) {
            display.silent(Duration.between(answered, clock.instant()));
            return Optional.empty();
        }
        answered = clock.instant();
        Optional<ProjectView> whole = ProjectViews.of(view, goal.project());
        if (whole.isEmpty()) {
            return Optional.of(End.DONE);
        }
        ProjectView project = goal.of(whole.get());
        last = Optional.of(project);
        course = course.after(Planning.current(view, goal.project()).orElseThrow(),
                view.rollout(goal.project()), answered, goal.bound());
        display.show(view, project, elapsed());
        if (course.overtaking().isPresent()) {
            return Optional.of(End.OVERTAKEN);
        }
        return end(view, project);
    }

    private Optional<End> end(ClusterView view, ProjectView project) {
        Progress progress = Progress.of(project, goal.of(
                ClusterPlanner.plan(view.desired(), view.observed()), project));
        if (progress == Progress.CONVERGED && !isUnjudged(view)) {
            return Optional.of(course.isRolledBack() ? End.ROLLED_BACK : End.DONE);
        }
        if (course.isFailed()) {
            return Optional.of(End.FAILED);
        }
        return switch (progress) {
            case CONVERGED -> unjudgedFor(JUDGEMENT_PATIENCE);
            case HOPELESS -> stuck(view, awaitsVerdict(view) ? VERDICT_PATIENCE : Duration.ZERO);
            case MOVING -> {
                stuckSince = Optional.empty();
                yield Optional.empty();
            }
            case STUCK -> stuck(view, project.count(Phase.LOST) > 0
                    ? LOST_PATIENCE
                    : awaitsVerdict(view) ? VERDICT_PATIENCE : PATIENCE);
        };
    }

    /**
     * True while all runs, and the leader has not called it good yet: a changed check or file takes
     * some time to show that it is wrong.
     */
    private boolean isUnjudged(ClusterView view) {
        return view.leading() && goal.bound() && view.rollout(goal.project())
                .result(course.revision().orElse(0)).map(RolloutRecord.Result::outcome)
                .filter(each -> each == Outcome.DONE || each == Outcome.FAILED).isEmpty();
    }

    /** A leader that cannot say it, as its own record is damaged, is not waited for without end. */
    private Optional<End> unjudgedFor(Duration patience) {
        Instant since = stuckSince.orElse(answered);
        stuckSince = Optional.of(since);
        return Duration.between(since, answered).compareTo(patience) >= 0
                ? Optional.of(course.isRolledBack() ? End.ROLLED_BACK : End.DONE)
                : Optional.empty();
    }

    /** True while the leader may still find that the current revision failed, and roll it back. */
    private boolean awaitsVerdict(ClusterView view) {
        RolloutRecord record = view.rollout(goal.project());
        Optional<Outcome> outcome = course.revision().isEmpty()
                ? Optional.empty()
                : record.result(course.revision().getAsInt()).map(RolloutRecord.Result::outcome);
        return record.good() > 0 && outcome.filter(each -> each != Outcome.UNDER_WAY).isEmpty();
    }

    /** Being stuck must last: between two steps of the cluster nothing moves either. */
    private Optional<End> stuck(ClusterView view, Duration patience) {
        Instant since = stuckSince.orElse(answered);
        stuckSince = Optional.of(since);
        boolean over = Duration.between(since, answered).compareTo(patience) >= 0;
        return over && (view.leading() || patience.isZero())
                ? Optional.of(End.FAILED)
                : Optional.empty();
    }

    /** Waits for something new; true when the person has had enough. */
    private boolean pause(ProgressDisplay display) {
        Instant until = clock.instant().plus(Changes.TICK);
        while (clock.instant().isBefore(until)) {
            if (display.interrupted()) {
                return true;
            }
            if (changes.await(GLANCE)) {
                return false;
            }
        }
        return display.interrupted();
    }
}
