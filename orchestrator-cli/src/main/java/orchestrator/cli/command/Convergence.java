package orchestrator.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import orchestrator.cli.render.Progress;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.plan.ClusterPlanner;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.store.StoreUnavailableException;

/** Looks on while the cluster does what a person wants of one project. It changes nothing. */
final class Convergence {
    /** How long nothing may move before it is called stuck. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The same with a lost node: its session must run out before others take over. */
    private static final Duration LOST_PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final ClusterClient client;
    private final InstantSource clock;
    private final Changes changes;
    private final Instant begun;
    private Optional<Instant> stuckSince = Optional.empty();
    private Instant answered;
    private Optional<ProjectView> last = Optional.empty();

    Convergence(ClusterClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        changes = Changes.of(client);
        begun = clock.instant();
        answered = begun;
    }

    /** How it ended. */
    enum End {
        DONE, FAILED, TIMEOUT, INTERRUPTED
    }

    /** The end, the project as it last was (empty when it is gone), and how long it took. */
    record Result(End end, Optional<ProjectView> project, Duration took) {}

    /** Returns when the project is as its revision says, or it cannot be, or time is up. */
    Result await(ProjectName name, Optional<Duration> timeout, ProgressDisplay display) {
        while (true) {
            Optional<End> end = look(name, display);
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
        return new Result(end, last, elapsed());
    }

    private Duration elapsed() {
        return Duration.between(begun, clock.instant());
    }

    private Optional<End> look(ProjectName name, ProgressDisplay display) {
        ClusterView view;
        try {
            view = client.view();
        } catch (StoreUnavailableException e) {
            display.silent(Duration.between(answered, clock.instant()));
            return Optional.empty();
        }
        answered = clock.instant();
        Optional<ProjectView> project = ProjectViews.of(view, name);
        if (project.isEmpty()) {
            return Optional.of(End.DONE);
        }
        last = project;
        display.show(view, project.get(), elapsed());
        return switch (Progress.of(project.get(),
                ClusterPlanner.plan(view.desired(), view.observed()))) {
            case CONVERGED -> Optional.of(End.DONE);
            case HOPELESS -> Optional.of(End.FAILED);
            case MOVING -> {
                stuckSince = Optional.empty();
                yield Optional.empty();
            }
            case STUCK -> stuck(view, project.get());
        };
    }

    /** Being stuck must last: between two steps of the cluster nothing moves either. */
    private Optional<End> stuck(ClusterView view, ProjectView project) {
        Instant since = stuckSince.orElse(answered);
        stuckSince = Optional.of(since);
        Duration patience = project.count(Phase.LOST) > 0 ? LOST_PATIENCE : PATIENCE;
        boolean over = Duration.between(since, answered).compareTo(patience) >= 0;
        return over && view.leading() ? Optional.of(End.FAILED) : Optional.empty();
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
