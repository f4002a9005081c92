package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import orchestrator.core.model.Event;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.plan.Plan;
import orchestrator.core.rollout.ProjectNodes;
import orchestrator.core.rollout.Rollout;
import orchestrator.core.rollout.RolloutJudge;
import orchestrator.core.rollout.RolloutStep;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.CommitLimits;
import orchestrator.reconciler.store.Declared;
import orchestrator.reconciler.store.RecordTooLargeException;
import orchestrator.reconciler.store.RevisionCommit;
import orchestrator.reconciler.store.SnapshotReader;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes how the current revision of each project fares, and makes a new one of the last good one
 * where it has failed. Decides nothing: see {@link RolloutJudge}.
 */
final class Rollouts {
    private static final Logger LOG = LoggerFactory.getLogger(Rollouts.class);

    private final ClusterRecords records;
    private final FencedStore fenced;
    private final SnapshotReader snapshots;
    private final ProjectNodes nodes = new ProjectNodes();
    private final SortedMap<ProjectName, FirstSight> firstSights = new TreeMap<>();
    private Optional<Declared> taken = Optional.empty();
    private List<Open> open = List.of();

    Rollouts(ClusterRecords records, FencedStore fenced, SnapshotReader snapshots) {
        this.records = records;
        this.fenced = fenced;
        this.snapshots = snapshots;
    }

    /** When this leader saw a revision for the first time, by its own clock. */
    private record FirstSight(int revision, Instant at) {}

    /** A project whose current revision has not ended. */
    private record Open(DesiredProject current, Versioned<RolloutRecord> known, Instant since) {}

    /** What was decided of one project, and what is to be told once it is written. */
    private record Decided(DesiredProject current, Versioned<RolloutRecord> known,
            RolloutStep step, List<Event> events) {}

    /**
     * What came of one look.
     *
     * @param wrote     true when there is something new to look at, or will be
     * @param isStopped true when some rollout must not go on as it was planned
     * @param notes     what is to be written together with the plan, and not at all without it; none
     *                  when any rollout is stopped
     */
    record Outcome(boolean wrote, boolean isStopped, List<StoreWrite> notes) {}

    /**
     * Takes the step of every project; {@code plan} was made from the other two. What lets the plan
     * go on is not written here but handed back, so that both are one commit; where some rollout is
     * to stop, each is written for itself.
     *
     * @param told is given what happened as soon as it is written
     * @throws TermOverException when a later leader has begun
     * @throws StoreConflictException after all projects had their turn, when a person was faster
     *         with one: what they applied counts, and has to be looked at
     */
    Outcome turn(Declared declared, ObservedState observed, Plan plan,
            Consumer<List<Event>> told) {
        List<Decided> all = decide(declared, observed, plan);
        Optional<StoreConflictException> conflict = Optional.empty();
        boolean mayGoOn = all.stream().allMatch(each -> each.events().isEmpty());
        boolean stopped = false;
        List<StoreWrite> notes = new ArrayList<>();
        for (Decided each : all) {
            try {
                List<StoreWrite> writes = writes(each, declared, observed);
                // A first record may find no room: that must not hold up what others wait for.
                if (mayGoOn && writes.stream().allMatch(StoreWrite.Update.class::isInstance)) {
                    CommitLimits.check(writes);
                    notes.addAll(writes);
                } else {
                    fenced.commit(writes);
                    noted(writes);
                    told.accept(each.events());
                    stopped |= !each.events().isEmpty();
                }
            } catch (StoreConflictException e) {
                conflict = conflict.or(() -> Optional.of(e));
            } catch (RecordTooLargeException e) {
                LOG.error("how the rollout of project {} stands is not noted: {}",
                        each.current().name(), e.getMessage());
            }
        }
        if (conflict.isPresent()) {
            throw conflict.get();
        }
        return new Outcome(!all.isEmpty(), stopped, notes);
    }

    /** These are written: what stands there has to be read again. */
    void noted(List<StoreWrite> writes) {
        writes.forEach(write -> snapshots.changed(write.path()));
    }

    /** The steps that change anything. */
    private List<Decided> decide(Declared declared, ObservedState observed, Plan plan) {
        if (taken.isEmpty() || taken.get() != declared) {
            open = open(declared, observed.takenAt());
            taken = Optional.of(declared);
        }
        nodes.see(observed.nodes());
        List<Decided> all = new ArrayList<>();
        for (Open each : open) {
            RolloutRecord known = each.known().value();
            RolloutStep step = RolloutJudge.decide(new Rollout(each.current(), good(known), known,
                    each.since(), observed, plan, nodes.of(known.project())));
            if (!(step instanceof RolloutStep.Nothing)) {
                all.add(new Decided(each.current(), each.known(), step,
                        RolloutEvents.of(step, known, each.current(), observed)));
            }
        }
        return all;
    }

    private List<Open> open(Declared declared, Instant now) {
        List<Open> all = new ArrayList<>();
        SortedSet<ProjectName> names = new TreeSet<>();
        for (DesiredProject current : declared.desired().projects()) {
            names.add(current.name());
            FirstSight seen = firstSights.compute(current.name(), (_, before) -> before != null
                    && before.revision() == current.revision()
                            ? before
                            : new FirstSight(current.revision(), now));
            // A record that cannot be read is never written over: it may name the good revision.
            declared.rollout(current.name())
                    .filter(known -> RolloutJudge.isOpen(known.value(), current.revision()))
                    .ifPresent(known -> all.add(new Open(current, known, seen.at())));
        }
        firstSights.keySet().retainAll(names);
        return all;
    }

    private Optional<DesiredProject> good(RolloutRecord known) {
        return known.good() > 0
                ? snapshots.readRevision(known.project(), known.good())
                        .map(SnapshotReader.Resolved::project)
                : Optional.empty();
    }

    private List<StoreWrite> writes(Decided decided, Declared declared, ObservedState observed) {
        return switch (decided.step()) {
            case RolloutStep.Nothing() -> List.of();
            case RolloutStep.Note(RolloutRecord next) ->
                List.of(records.replace(next, decided.known()));
            case RolloutStep.RollBack back ->
                rollBack(declared, decided.known(), back, observed);
        };
    }

    private List<StoreWrite> rollBack(Declared declared, Versioned<RolloutRecord> known,
            RolloutStep.RollBack back, ObservedState observed) {
        ProjectName project = known.value().project();
        Versioned<ProjectRecord> record = records.project(project).orElseThrow();
        Revision failed = declared.projects().stream().map(Declared.CurrentProject::revision)
                .filter(each -> each.project().equals(project)).findFirst().orElseThrow();
        Revision good = snapshots.readRevision(project, back.to()).orElseThrow().revision();
        List<StoreWrite> writes = new ArrayList<>();
        writes.add(records.replace(back.record(), known));
        // Its number is taken where somebody applied meanwhile: then theirs counts, not this one.
        writes.addAll(RevisionCommit.of(records, new Revision(project, failed.number() + 1,
                "(auto)", observed.takenAt(), "rollback", "same as " + good.number(), good.file(),
                good.text(), good.files(), good.deletes(), failed.restarts()),
                Optional.of(record)));
        return writes;
    }
}
