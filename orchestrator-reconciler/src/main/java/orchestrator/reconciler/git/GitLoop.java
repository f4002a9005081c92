package orchestrator.reconciler.git;

import java.time.Duration;
import java.util.Optional;
import orchestrator.reconciler.controller.Office;
import orchestrator.reconciler.controller.Sideline;
import orchestrator.reconciler.controller.TermOverException;
import orchestrator.reconciler.controller.WakeLimiter;
import orchestrator.reconciler.loop.Loop;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows repositories for as long as its server leads: asks them beside the turns, at each order
 * and from time to time, and carries out in turn what {@link orchestrator.core.git.GitJudge}
 * decides. All that a term knew goes with it; the next leader goes on from the records.
 */
public final class GitLoop implements Sideline {
    private static final Logger LOG = LoggerFactory.getLogger(GitLoop.class);
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private final Timeline timeline;
    private final ClusterRecords records;
    private final GitParts parts;
    private Optional<GitTerm> term = Optional.empty();

    /** One that does nothing before a term begins. */
    public GitLoop(Timeline timeline, ClusterRecords records, GitParts parts) {
        this.timeline = timeline;
        this.records = records;
        this.parts = parts;
    }

    @Override
    public void begin(Office office) {
        GitTerm begun = new GitTerm(timeline, records, parts, office);
        Loop loop = new Loop("git", timeline, TICK, () -> step(begun));
        WakeLimiter limiter = new WakeLimiter(timeline, SHORTEST_PAUSE, loop::wake);
        term = Optional.of(begun);
        begun.start(loop, limiter::ask);
    }

    @Override
    public void end() {
        term.ifPresent(GitTerm::close);
        term = Optional.empty();
    }

    private static void step(GitTerm term) {
        try {
            term.step();
        } catch (TermOverException e) {
            LOG.debug("git is followed by a later leader", e);
        }
    }
}
