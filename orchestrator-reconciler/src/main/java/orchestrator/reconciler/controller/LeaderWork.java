package orchestrator.reconciler.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Event;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.ClusterPlanner;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.store.ClusterRecords;

/**
 * All a leader knows and does within one term. Made anew for every term, so that nothing an earlier
 * term believed outlives it.
 */
final class LeaderWork {
    private static final Duration WHILE_WORKING = Duration.ofMillis(200);
    private static final Duration WHEN_POSTPONED = Duration.ofSeconds(1);

    private final LeaderTerm term;
    private final FencedStore fenced;
    private final DesiredStateReader desired;
    private final PlanExecutor executor;
    private final LeaderReporter reporter;
    private final EventRecorder recorder;
    private final NodeSilence silence = new NodeSilence();
    private final ProjectEvents projectEvents = new ProjectEvents();
    private final SpecSweep sweep;
    private Optional<ObservedState> before = Optional.empty();
    private SortedSet<InstanceId> toldTooLarge = new TreeSet<>();
    private int usedIncarnations;

    /** The work of a term that begins now. Reads nothing yet. */
    LeaderWork(ClusterRecords records, String server, LeaderTerm term, Instant begin) {
        this.term = term;
        this.fenced = new FencedStore(records.store(), term);
        this.desired = new DesiredStateReader(records);
        this.executor = new PlanExecutor(records, fenced);
        this.reporter = new LeaderReporter(records, fenced, server, term);
        this.recorder = new EventRecorder(records, fenced);
        this.sweep = new SpecSweep(records, fenced, desired, begin);
        recorder.add(List.of(new Event(begin, Optional.empty(), server,
                new Reason(ReasonCode.LEADER_CHANGED, "leads, epoch " + term.epoch()))));
    }

    /**
     * Looks at the cluster and does what follows from it. Returns after what pause to look again,
     * when something is left to be done that no watch will tell of.
     *
     * @throws TermOverException when a later leader has begun
     */
    Optional<Duration> turn(Instant now) {
        fenced.settle();
        if (before.isEmpty()) {
            reporter.begin();
        }
        ObservedState observed = observe(now);
        DesiredStateReader.Reading reading = desired.read();
        Plan plan = ClusterPlanner.plan(reading.desired(), observed);
        // Counted before anything is written: a number whose write has no answer may be in use.
        usedIncarnations += plan.usedIncarnations();
        PlanExecutor.Outcome outcome = executor.execute(plan, observed);
        recorder.add(events(reading, observed, plan, outcome));
        before = Optional.of(observed);
        if (observed.complete() && reading.unreadable().isEmpty()) {
            sweep.sweepWhenDue(observed);
        }
        boolean told = tell(now, plan, outcome);
        if (outcome.nodes() > 0) {
            return Optional.of(WHILE_WORKING);
        }
        return told ? Optional.empty() : Optional.of(WHEN_POSTPONED);
    }

    private ObservedState observe(Instant now) {
        throw new UnsupportedOperationException();
    }

    private List<Event> events(DesiredStateReader.Reading reading, ObservedState observed,
            Plan plan, PlanExecutor.Outcome outcome) {
        List<Event> events = new ArrayList<>();
        before.ifPresent(old -> events.addAll(ClusterEvents.between(old, observed)));
        events.addAll(projectEvents.observe(reading, observed, plan));
        events.addAll(PlanEvents.of(plan.actions(), observed.takenAt()));
        events.addAll(tooLarge(outcome.tooLarge(), observed.takenAt()));
        return events;
    }

    /** Told once for as long as it lasts: the same plan comes up again at every look. */
    private List<Event> tooLarge(List<Hold> holds, Instant at) {
        List<Event> events = holds.stream()
                .filter(hold -> !toldTooLarge.contains(hold.instance()))
                .map(hold -> new Event(at, Optional.of(hold.instance().project()),
                        hold.instance().address(), hold.reason()))
                .toList();
        toldTooLarge = new TreeSet<>(holds.stream().map(Hold::instance).toList());
        return events;
    }

    private boolean tell(Instant now, Plan plan, PlanExecutor.Outcome outcome) {
        List<Hold> holds = new ArrayList<>(outcome.tooLarge());
        holds.addAll(plan.holds());
        boolean reported = reporter.report(now, holds, silence.all());
        boolean recorded = recorder.write(now);
        return reported && recorded;
    }
}
