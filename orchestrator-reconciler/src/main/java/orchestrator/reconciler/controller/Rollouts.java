package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Event;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.plan.Plan;
import orchestrator.core.rollout.Rollout;
import orchestrator.core.rollout.RolloutJudge;
import orchestrator.core.rollout.RolloutStep;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Declared;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.RevisionCommit;
import orchestrator.reconciler.store.SnapshotReader;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/**
 * Notes how the current revision of each project fares, and makes a new one of the last good one
 * where it has failed. Decides nothing: see {@link RolloutJudge}.
 */
final class Rollouts {
    private final ClusterRecords records;
    private final FencedStore fenced;
    private final SnapshotReader snapshots;

    Rollouts(ClusterRecords records, FencedStore fenced, SnapshotReader snapshots) {
        this.records = records;
        this.fenced = fenced;
        this.snapshots = snapshots;
    }

    /**
     * What came of one look.
     *
     * @param wrote     true when there is something new to look at
     * @param isStopped true when some rollout must not go on as it was planned
     */
    record Outcome(boolean wrote, boolean isStopped, List<Event> events) {}

    /**
     * Takes the step of every project; {@code plan} was made from the other two.
     *
     * @throws TermOverException when a later leader has begun
     * @throws orchestrator.reconciler.store.StoreConflictException when a person was faster: what
     *         they applied counts, and has to be looked at
     */
    Outcome turn(Declared declared, ObservedState observed, Plan plan) {
        List<Event> events = new ArrayList<>();
        List<StoreWrite> notes = new ArrayList<>();
        boolean wrote = false;
        for (DesiredProject current : declared.desired().projects()) {
            Optional<Versioned<RolloutRecord>> known = declared.rollout(current.name());
            // A record that cannot be read is never written over: it may name the good revision.
            if (known.isEmpty() || !RolloutJudge.isOpen(known.get().value(), current.revision())) {
                continue;
            }
            RolloutStep step = decide(current, known.get().value(), observed, plan);
            wrote |= !(step instanceof RolloutStep.Nothing);
            switch (step) {
                case RolloutStep.Nothing() -> {
                }
                case RolloutStep.Note(RolloutRecord next) ->
                    notes.add(records.put(Paths.rollout(current.name()), next, known));
                case RolloutStep.RollBack back -> rollBack(declared, known.get(), back, observed);
            }
            events.addAll(RolloutEvents.of(step, known.get().value(), current, observed));
        }
        AssignmentBatch.split(notes).forEach(this::commit);
        return new Outcome(wrote, !events.isEmpty(), events);
    }

    private RolloutStep decide(DesiredProject current, RolloutRecord known, ObservedState observed,
            Plan plan) {
        Optional<DesiredProject> good = known.good() > 0
                ? snapshots.readRevision(current.name(), known.good())
                        .map(SnapshotReader.Resolved::project)
                : Optional.empty();
        return RolloutJudge.decide(new Rollout(current, good, known, observed, plan));
    }

    private void rollBack(Declared declared, Versioned<RolloutRecord> known,
            RolloutStep.RollBack back, ObservedState observed) {
        ProjectName project = known.value().project();
        Versioned<ProjectRecord> record = records.project(project).orElseThrow();
        Revision failed = declared.projects().stream().map(Declared.CurrentProject::revision)
                .filter(each -> each.project().equals(project)).findFirst().orElseThrow();
        Revision good = snapshots.readRevision(project, back.to()).orElseThrow().revision();
        List<StoreWrite> writes = new ArrayList<>();
        writes.add(records.put(Paths.rollout(project), back.record(), Optional.of(known)));
        // Its number is taken where somebody applied meanwhile: then theirs counts, not this one.
        writes.addAll(RevisionCommit.of(records, new Revision(project, failed.number() + 1,
                "(auto)", observed.takenAt(), "rollback", "same as " + good.number(), good.file(),
                good.text(), good.files(), good.deletes(), failed.restarts()),
                Optional.of(record)));
        commit(writes);
    }

    private void commit(List<StoreWrite> writes) {
        fenced.commit(writes);
        writes.forEach(write -> snapshots.changed(write.path()));
    }
}
