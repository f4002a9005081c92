package orchestrator.reconciler.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Event;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.ClusterIndex;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.LossPace;
import orchestrator.core.plan.Outlook;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Declared;
import orchestrator.reconciler.store.SnapshotReader;
import orchestrator.reconciler.store.StoreWrite;

/**
 * All a leader knows and does within one term. Made anew for every term, so that nothing an earlier
 * term believed outlives it.
 */
final class LeaderWork {
    private static final Duration WHILE_WORKING = Duration.ofMillis(200);
    private static final Duration RESYNC = Duration.ofSeconds(5);
    private static final Duration AUDIT = Duration.ofMinutes(10);
    private static final Duration WHEN_POSTPONED = Duration.ofSeconds(1);

    private final LeaderTerm term;
    private final FencedStore fenced;
    private final ClusterId cluster;
    private final SnapshotReader snapshots;
    private final PlanExecutor executor;
    private final LeaderReporter reporter;
    private final EventRecorder recorder;
    private final NodeSilence silence = new NodeSilence();
    private final LeaseWatch leases;
    private final Timeline clock;
    private final ProjectEvents projectEvents = new ProjectEvents();
    private final Rollouts rollouts;
    private final SpecSweep sweep;
    private Instant nextResync;
    private Instant nextAudit;
    private ClusterIndex index = new ClusterIndex();
    private boolean braked;
    private Optional<ObservedState> before = Optional.empty();
    private SortedSet<InstanceId> toldTooLarge = new TreeSet<>();
    private int usedIncarnations;
    /** Lost nodes that are being emptied by writes of which no answer came yet. */
    private SortedSet<NodeName> unsettled = Collections.emptySortedSet();

    /** The work of a term that begins now. Reads nothing before the first turn. */
    LeaderWork(ClusterRecords records, ClusterId cluster, Leading leading, LeaseWatch leases) {
        this.cluster = cluster;
        this.term = leading.term();
        this.snapshots = new SnapshotReader(records, leading.clock()::begin);
        this.leases = leases;
        this.clock = leading.clock();
        this.fenced = FencedStore.telling(records.store(), term);
        this.executor = new PlanExecutor(records, fenced, clock);
        this.reporter = new LeaderReporter(records, fenced, leading.candidate(), term);
        this.recorder = new EventRecorder(records, fenced);
        this.rollouts = new Rollouts(records, fenced, snapshots);
        this.sweep = new SpecSweep(records, fenced, leading.since());
        this.nextResync = leading.since();
        this.nextAudit = leading.since().plus(AUDIT);
        recorder.add(List.of(new Event(leading.since(), Optional.empty(), leading.server(),
                new Reason(ReasonCode.LEADER_CHANGED, "leads, epoch " + term.epoch()))));
    }

    /** Which server leads in which term, and since when by its own clock. */
    record Leading(Candidate candidate, LeaderTerm term, Timeline clock, Instant since) {
        String server() {
            return candidate.server();
        }
    }

    /** Begins to watch; {@code told} is called with paths, on a thread of the store. */
    void start(Consumer<String> told) {
        snapshots.start(told);
    }

    /** Watches no more. */
    void close() {
        snapshots.close();
    }

    /** What others do in this term, to be told with what it does itself. */
    void tell(List<Event> events) {
        recorder.add(events);
    }

    /** Makes the next turn read everything again: something was not as it was believed to be. */
    void distrust() {
        snapshots.resync();
        executor.distrust();
        leases.distrust();
    }

    /**
     * Looks at the cluster and does what follows from it. Returns after what pause to look again,
     * when something is left to be done that no watch will tell of.
     *
     * @throws TermOverException when a later leader has begun, or the store is an older one
     */
    Optional<Duration> turn(Instant now) {
        Optional<Duration> pause = lookAndAct(now);
        // Last, for who waits for a change does not wait for this.
        return resyncWhenDue(now) ? Optional.of(Duration.ZERO) : pause;
    }

    private Optional<Duration> lookAndAct(Instant now) {
        fenced.settle();
        noteSettled();
        if (before.isEmpty()) {
            reporter.begin();
        }
        leases.look();
        ObservedState observed = observe(now);
        if (!observed.cluster().equals(cluster)) {
            // Nothing in such a store is ours to plan with; Leadership ends the term.
            return Optional.empty();
        }
        Declared declared = snapshots.readDeclared();
        Outlook outlook = Outlook.of(indexAt(now), declared.desired(), observed);
        CheckedPlan checked = CheckedPlan.of(outlook.plan(), observed, clock);
        braked = outlook.braked();
        Rollouts.Outcome rolled = rollouts.turn(declared, observed, checked.plan(),
                recorder::add);
        if (rolled.isStopped()) {
            // Not one more is replaced for a revision that has just failed.
            return Optional.of(WHILE_WORKING);
        }
        Optional<Duration> pause = carryOut(new Look(declared, observed, outlook, checked),
                rolled.notes());
        return rolled.wrote() ? Optional.of(WHILE_WORKING) : pause;
    }

    /** Now and then everything is looked at as if nothing had been kept. */
    private ClusterIndex indexAt(Instant now) {
        if (!now.isBefore(nextAudit)) {
            nextAudit = now.plus(AUDIT);
            index = new ClusterIndex();
        }
        return index;
    }

    /** What was seen in this turn, and what follows from it. */
    private record Look(Declared declared, ObservedState observed, Outlook outlook,
            CheckedPlan checked) {}

    private Optional<Duration> carryOut(Look look, List<StoreWrite> notes) {
        ObservedState observed = look.observed();
        Plan plan = look.checked().plan();
        // Counted before anything is written: a number whose write has no answer may be in use.
        usedIncarnations += plan.usedIncarnations();
        PlanExecutor.Outcome outcome = execute(look.checked(), observed, notes);
        outcome.written().forEach(
                each -> snapshots.wrote(each.node(), each.assignment(), each.version()));
        recorder.add(events(look.declared(), observed, plan, outcome));
        before = Optional.of(observed);
        if (observed.complete() && look.declared().unreadable().isEmpty()) {
            sweep.sweepWhenDue(observed).forEach(executor::removed);
        }
        boolean told = tell(observed, plan, outcome);
        if (outcome.nodes() > 0) {
            return Optional.of(WHILE_WORKING);
        }
        return told ? nextMoment(look.outlook(), observed) : Optional.of(WHEN_POSTPONED);
    }

    /**
     * A turn of a lost node lasts from before its writes to after them: they may take a while, and
     * the next one waits from when all is done. One without an answer may yet be made, but not after
     * it was settled.
     */
    private PlanExecutor.Outcome execute(CheckedPlan checked, ObservedState observed,
            List<StoreWrite> notes) {
        SortedSet<NodeName> emptied = LossPace.emptied(checked.plan(), observed);
        emptied.forEach(node -> silence.emptied(node, observed.takenAt()));
        unsettled = emptied;
        PlanExecutor.Outcome outcome;
        try {
            outcome = executor.execute(checked, observed, notes);
        } finally {
            rollouts.noted(notes);
        }
        noteSettled();
        return outcome;
    }

    private void noteSettled() {
        unsettled.forEach(node -> silence.emptied(node, clock.now()));
        unsettled = Collections.emptySortedSet();
    }

    /** When time alone changes what may be done, counted from now: the look has taken its time. */
    private Optional<Duration> nextMoment(Outlook outlook, ObservedState observed) {
        Optional<Duration> lease = leases.nextEnd(silence.all().keySet(), observed.takenAt());
        Duration gone = Duration.between(observed.takenAt(), clock.now());
        return Stream.concat(lease.stream(), outlook.nextMove().stream())
                .min(Duration::compareTo).map(next -> next.minus(gone));
    }

    private ObservedState observe(Instant now) {
        ObservedState observed = snapshot(now);
        silence.forgetAllBut(node -> observed.node(node).isPresent());
        boolean manyWereLostAndSomeAreBack = braked
                && silentNodes(observed) < before.map(LeaderWork::silentNodes).orElse(0L);
        if (manyWereLostAndSomeAreBack) {
            silence.giveTime(now);
            return snapshot(now);
        }
        return observed;
    }

    private ObservedState snapshot(Instant now) {
        return snapshots.read(term.epoch(), usedIncarnations, now,
                silence.at(now, clock, leases));
    }

    private static long silentNodes(ObservedState observed) {
        return observed.nodes().stream().filter(node -> node.silentSince().isPresent()).count();
    }

    /** Watches are only hints: what they did not tell of is found this way, part by part. */
    private boolean resyncWhenDue(Instant now) {
        if (now.isBefore(nextResync)) {
            return false;
        }
        nextResync = now.plus(RESYNC);
        return snapshots.audit();
    }

    /** How long until the next resync is due; never zero, also after a turn that took too long. */
    Duration untilResync(Instant now) {
        return now.isBefore(nextResync) ? Duration.between(now, nextResync) : WHEN_POSTPONED;
    }

    private List<Event> events(Declared declared, ObservedState observed,
            Plan plan, PlanExecutor.Outcome outcome) {
        List<Event> events = new ArrayList<>(
                ClusterEvents.since(before, observed, term.isFirst()));
        events.addAll(projectEvents.observe(declared, observed, plan));
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

    private boolean tell(ObservedState observed, Plan plan, PlanExecutor.Outcome outcome) {
        List<Hold> holds = plan.holds();
        if (!outcome.tooLarge().isEmpty()) {
            holds = new ArrayList<>(outcome.tooLarge());
            holds.addAll(plan.holds());
        }
        Instant now = observed.takenAt();
        boolean reported = reporter.report(now, holds, silence.all(), brake(observed, braked));
        boolean recorded = recorder.write(now);
        return reported && recorded;
    }

    private static Optional<Reason> brake(ObservedState observed, boolean braked) {
        if (!observed.complete()) {
            return Optional.of(new Reason(ReasonCode.STORE_IN_DOUBT, "some records of the cluster"
                    + " are lost or cannot be read, so nothing is started or stopped"));
        }
        if (!braked) {
            return Optional.empty();
        }
        return Optional.of(new Reason(ReasonCode.MANY_NODES_LOST, silentNodes(observed) + " of "
                + observed.nodes().size() + " nodes are silent at once, so nothing is moved"
                + " until it is clear that they are lost"));
    }
}
