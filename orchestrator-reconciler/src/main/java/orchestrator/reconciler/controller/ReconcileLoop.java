package orchestrator.reconciler.controller;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.loop.Loop;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of a server: while it leads, it looks at the whole cluster whenever something changed and
 * at every tick, and does what follows. While it does not lead it does nothing at all.
 */
public final class ReconcileLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcileLoop.class);
    private static final Duration TICK = Duration.ofSeconds(5);
    /** Long enough that the changes of many nodes come in together. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final List<String> WATCHED = List.of(Paths.PROJECTS, Paths.NODES,
            Paths.PRESENCE, Paths.STATUS, Paths.INTENTS, Paths.SECRETS);

    private final Timeline timeline;
    private final ClusterRecords records;
    private final Leadership leadership;
    private final Loop loop;
    private final WakeLimiter limiter;
    private Optional<LeaderTerm> term = Optional.empty();
    private Optional<LeaderWork> work = Optional.empty();

    /**
     * A server that does nothing before {@link #start}. The calls to the store are made in turn and
     * block it, for a bounded time: {@code timeline} must not be shared with an agent.
     */
    public ReconcileLoop(Timeline timeline, ClusterRecords records, Leadership leadership) {
        this.timeline = timeline;
        this.records = records;
        this.leadership = leadership;
        this.loop = new Loop("leader " + leadership.server(), timeline, TICK, this::step);
        this.limiter = new WakeLimiter(timeline, SHORTEST_PAUSE, loop::wake);
    }

    /** Stands for election, and leads whenever elected. */
    public void start() {
        WATCHED.forEach(path -> records.store().watch(path, changed -> limiter.ask()));
        records.store().onSession(session -> limiter.ask());
        leadership.start(this::termChanged);
    }

    /** Ends after the present turn. The cluster goes on as it is. */
    public void close() {
        leadership.close();
        loop.close();
    }

    private void termChanged() {
        term = leadership.term();
        work = term.map(begun -> new LeaderWork(records, leadership.server(), begun,
                timeline.now()));
        limiter.ask();
    }

    private void step() {
        if (work.isEmpty() || !records.store().session().isConnected()) {
            return;
        }
        try {
            work.get().turn(timeline.now())
                    .ifPresent(pause -> timeline.after(pause, limiter::ask));
        } catch (TermOverException e) {
            leadership.end(term.orElseThrow());
        } catch (StoreConflictException e) {
            LOG.debug("the cluster changed while it was looked at: {}", e.getMessage());
            limiter.ask();
        }
    }
}
