package orchestrator.reconciler.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
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
    /**
     * After a turn it rests twice as long as that took, so that it uses no more than a third of a core
     * for itself however much happens, and what comes meanwhile comes in together; but never longer
     * than people would wait. A change after a quiet time is looked at at once.
     */
    private static final int REST = 2;
    private static final Duration SHORTEST_REST = Duration.ofMillis(2);
    private static final Duration LONGEST_REST = Duration.ofMillis(100);
    /**
     * Agents that come or go together are told of one by one. A look at the first few would hold up
     * the others, who would then be missed, and one day be moved, for themselves.
     */
    private static final Duration GATHERING = Duration.ofMillis(100);
    private final Timeline timeline;
    private final ClusterRecords records;
    private final ClusterId cluster;
    private final Leadership leadership;
    private final Loop loop;
    private final LeaseWatch leases;
    private final Loop leaseLoop;
    private final WakeLimiter limiter;
    private boolean gathers;
    private Optional<LeaderTerm> term = Optional.empty();
    private Optional<LeaderWork> work = Optional.empty();
    private final List<Sideline> sidelines = new ArrayList<>();

    /**
     * A server of {@code cluster} that does nothing before {@link #start}. The calls to the store are made in turn and
     * block it, for a bounded time: {@code timeline} must not be shared with an agent.
     */
    public ReconcileLoop(Timeline timeline, ClusterRecords records, ClusterId cluster,
            Leadership leadership) {
        this.timeline = timeline;
        this.records = records;
        this.cluster = cluster;
        this.leadership = leadership;
        this.loop = new Loop("leader " + leadership.server(), timeline, this::tick, this::step);
        this.leases = new LeaseWatch(records.store(), timeline);
        this.leaseLoop = new Loop("leases " + leadership.server(), timeline, TICK,
                this::lookAtLeases);
        this.limiter = new WakeLimiter(timeline, SHORTEST_REST, loop::wake);
    }

    /** Has {@code sideline} told of every term; to be called before {@link #start}. */
    public void beside(Sideline sideline) {
        sidelines.add(sideline);
    }

    /** Stands for election, and leads whenever elected. */
    public void start() {
        records.store().onSession(session -> limiter.ask());
        leases.start(leaseLoop::wake);
        leaseLoop.wake();
        leadership.start(this::termChanged);
    }

    /** Ends after the present turn. The cluster goes on as it is. */
    public void close() {
        leadership.close();
        loop.close();
        leaseLoop.close();
        leases.close();
    }

    /** Whatever the old term believed goes with it. */
    private void termChanged() {
        work.ifPresent(over -> {
            over.close();
            sidelines.forEach(Sideline::end);
        });
        term = leadership.term();
        work = term.map(begun -> new LeaderWork(records, cluster, new LeaderWork.Leading(
                leadership.candidate(), begun, timeline, timeline.now()), leases));
        work.ifPresent(begun -> {
            begun.start(this::told);
            sidelines.forEach(each -> each.begin(office(term.orElseThrow(), begun)));
        });
        limiter.ask();
    }

    /** Somebody waits for what he has asked for; of what agents say a little more may come in. */
    private void told(String path) {
        if (path.startsWith(Paths.PROJECTS + "/") || path.startsWith(Paths.INTENTS + "/")) {
            limiter.hurry(LONGEST_REST);
        } else if (path.startsWith(Paths.PRESENCE + "/")) {
            timeline.run(this::gather);
        } else {
            limiter.ask();
        }
    }

    private void gather() {
        if (!gathers) {
            gathers = true;
            timeline.after(GATHERING, () -> {
                gathers = false;
                limiter.ask();
            });
        }
    }

    private Office office(LeaderTerm begun, LeaderWork its) {
        return new Office(FencedStore.beside(records.store(), begun), events -> {
            its.tell(events);
            limiter.ask();
        }, why -> leadership.end(begun, why));
    }

    /** Leading or not. A turn for each renewal would plan without need. */
    private void lookAtLeases() {
        if (records.store().session().isConnected()) {
            leases.look();
        }
    }

    /** A turn before the next audit is due must not put that off by a whole tick. */
    private Optional<Duration> tick() {
        return work.filter(_ -> records.store().session().isConnected())
                .map(each -> each.untilResync(timeline.now()))
                .filter(until -> until.compareTo(TICK) < 0).or(() -> Optional.of(TICK));
    }

    private void step() {
        if (work.isEmpty() || !records.store().session().isConnected()) {
            return;
        }
        Instant begun = timeline.now();
        try {
            turn();
        } finally {
            limiter.rest(restAfter(Duration.between(begun, timeline.now())));
        }
    }

    private static Duration restAfter(Duration turn) {
        Duration rest = turn.multipliedBy(REST);
        return Collections.max(List.of(SHORTEST_REST,
                Collections.min(List.of(rest, LONGEST_REST))));
    }

    private void turn() {
        try {
            work.get().turn(timeline.now())
                    .ifPresent(pause -> timeline.after(pause, limiter::ask));
        } catch (TermOverException e) {
            leadership.end(term.orElseThrow(), e);
        } catch (StoreConflictException e) {
            LOG.debug("the cluster changed while it was looked at: {}", e.getMessage());
            work.get().distrust();
            limiter.ask();
        } catch (RuntimeException | Error e) {
            work.get().distrust();
            throw e;
        }
    }
}
