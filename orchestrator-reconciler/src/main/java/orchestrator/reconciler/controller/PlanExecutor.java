package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SpecHash;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.Plan;
import orchestrator.core.plan.Share;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.RecordTooLargeException;
import orchestrator.reconciler.store.Stamp;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/**
 * Writes what a plan says, and nothing else: first the specs it refers to, then the assignment of
 * each node it changes, many nodes in one commit. Decides nothing; what was made of the actions
 * and checked goes out at the versions that were observed, or not at all.
 */
final class PlanExecutor {
    private final ClusterRecords records;
    private final FencedStore fenced;
    private final Timeline timeline;
    /** The specs that are known to be there: only the sweep of this term removes any. */
    private final Set<SpecHash> stored = new HashSet<>();

    PlanExecutor(ClusterRecords records, FencedStore fenced, Timeline timeline) {
        this.records = records;
        this.fenced = fenced;
        this.timeline = timeline;
    }

    /**
     * Executes {@code checked}, which was made from {@code observed}.
     *
     * @param notes records of the leader alone that are to stand before anything of the plan does
     * @throws TermOverException      when a later leader has begun, or the store is an older one:
     *         nothing more was written
     * @throws StoreConflictException when a record has changed since: what was not yet written of
     *         the plan is left, and the state has to be read again
     * @throws RecordTooLargeException when the store has no room for it: only the notes are written
     */
    Outcome execute(CheckedPlan checked, ObservedState observed, List<StoreWrite> notes) {
        Plan plan = checked.plan();
        if (plan.actions().isEmpty() && plan.specs().isEmpty() && notes.isEmpty()) {
            return new Outcome(List.of(), List.of());
        }
        try {
            return carryOut(checked, observed, notes);
        } catch (RecordTooLargeException e) {
            // What finds no room is no reason to forget how others fare.
            fenced.commitAll(AssignmentBatch.split(notes));
            throw e;
        }
    }

    private Outcome carryOut(CheckedPlan sound, ObservedState observed,
            List<StoreWrite> notes) {
        List<Hold> tooLarge = new ArrayList<>();
        SortedSet<SpecHash> unwritable = createSpecs(sound.plan().specs());
        List<Action> actions = sound.plan().actions();
        List<Share> shares = sound.shares();
        if (!unwritable.isEmpty()) {
            actions = withoutSpecs(actions, unwritable, tooLarge);
            shares = CheckedPlan.shares(actions, observed, timeline);
        }
        List<Written> written = writes(shares, observed.epoch(), tooLarge);
        List<StoreWrite> leases = LeaseChecks.of(actions, observed);
        List<List<StoreWrite>> commits = new ArrayList<>();
        List<StoreWrite> all = new ArrayList<>(notes);
        written.forEach(each -> all.add(each.write()));
        AssignmentBatch.split(all).forEach(batch -> {
            List<StoreWrite> checked = new ArrayList<>(leases);
            checked.addAll(batch);
            commits.add(checked);
        });
        fenced.commitAll(commits);
        return new Outcome(List.copyOf(written), List.copyOf(tooLarge));
    }

    /** Believes no more that any spec is there. */
    void distrust() {
        stored.clear();
    }

    /** That spec is not there any more. */
    void removed(SpecHash spec) {
        stored.remove(spec);
    }

    /**
     * Those of silent nodes first, and nothing begins whose end there could not be written: what
     * moves away from such a node relies on a lease or a word that may be over before the second of
     * two commits, and must not be assigned twice then.
     */
    private List<Written> writes(List<Share> shares, int epoch, List<Hold> tooLarge) {
        SortedSet<InstanceId> stuck = new TreeSet<>();
        List<Written> writes = new ArrayList<>();
        List<Share> silent = shares.stream().filter(PlanExecutor::isSilent).toList();
        for (Written each : timeline.each(silent, this::write)) {
            if (fits(each, tooLarge)) {
                writes.add(each);
            } else {
                each.share().actions().stream().map(Action::instance).forEach(stuck::add);
            }
        }
        List<Share> others = shares.stream().filter(each -> !isSilent(each))
                .flatMap(each -> free(each, stuck, epoch)).toList();
        timeline.each(others, this::write).stream().filter(each -> fits(each, tooLarge))
                .forEach(writes::add);
        return writes;
    }

    private static boolean isSilent(Share share) {
        return share.node().silentSince().isPresent();
    }

    /** What of it may be done. */
    private static Stream<Share> free(Share share, SortedSet<InstanceId> stuck, int epoch) {
        if (stuck.isEmpty()) {
            return Stream.of(share);
        }
        List<Action> free = share.actions().stream()
                .filter(each -> !stuck.contains(each.instance())).toList();
        return free.isEmpty() ? Stream.empty() : Stream.of(Share.of(share.node(), free, epoch));
    }

    private static boolean fits(Written written, List<Hold> tooLarge) {
        boolean fits = AssignmentBatch.bytes(written.write()) <= ClusterStore.MAX_RECORD_BYTES;
        if (!fits) {
            tooLarge.addAll(held(written));
        }
        return fits;
    }

    /** Writes the specs that are not there yet; returns those that are too large for a record. */
    private SortedSet<SpecHash> createSpecs(SortedMap<SpecHash, ContainerSpec> specs) {
        List<SpecHash> unknown = specs.keySet().stream().filter(hash -> !stored.contains(hash))
                .toList();
        if (unknown.isEmpty()) {
            return Collections.emptySortedSet();
        }
        SortedSet<SpecHash> unwritable = new TreeSet<>();
        List<StoreWrite> missing = new ArrayList<>();
        List<Stamp> there = records.store().stamps(unknown.stream().map(Paths::spec).toList());
        for (int i = 0; i < unknown.size(); i++) {
            if (there.get(i).exists()) {
                continue;
            }
            SpecHash hash = unknown.get(i);
            StoreWrite write = records.put(Paths.spec(hash), specs.get(hash), Optional.empty());
            if (AssignmentBatch.bytes(write) > ClusterStore.MAX_RECORD_BYTES) {
                unwritable.add(hash);
            } else {
                missing.add(write);
            }
        }
        fenced.commitAll(AssignmentBatch.split(missing));
        stored.addAll(unknown);
        stored.removeAll(unwritable);
        return unwritable;
    }

    private static List<Action> withoutSpecs(List<Action> actions, SortedSet<SpecHash> unwritable,
            List<Hold> tooLarge) {
        List<Action> writable = new ArrayList<>();
        for (Action action : actions) {
            if (spec(action).filter(unwritable::contains).isEmpty()) {
                writable.add(action);
            } else {
                tooLarge.add(new Hold(action.instance(), new Reason(ReasonCode.RECORD_TOO_LARGE,
                        "its service with all its files is over the limit of "
                                + ClusterStore.MAX_RECORD_BYTES / 1024 + "KB; make them smaller")));
            }
        }
        return writable;
    }

    private static Optional<SpecHash> spec(Action action) {
        return switch (action) {
            case Action.Start start -> Optional.of(start.assigned().spec());
            case Action.Replace replace -> Optional.of(replace.assigned().spec());
            case Action.Adjust adjust -> Optional.of(adjust.assigned().spec());
            case Action.Stop _,Action.Bury _ -> Optional.empty();
        };
    }

    private Written write(Share share) {
        NodeObservation node = share.node();
        Optional<Versioned<NodeAssignment>> current = node
                .assignmentVersion() == NodeObservation.NO_RECORD
                        ? Optional.empty()
                        : Optional.of(new Versioned<>(node.assignment(),
                                node.assignmentVersion(), 0));
        return new Written(share,
                records.put(Paths.assignment(node.name()), share.after(), current));
    }

    private static List<Hold> held(Written written) {
        String text = "what " + written.node() + " has to run would take "
                + AssignmentBatch.bytes(written.write()) / 1024
                + "KB to write down, the limit is " + ClusterStore.MAX_RECORD_BYTES / 1024
                + "KB; add a node or run less on it";
        Reason reason = new Reason(ReasonCode.RECORD_TOO_LARGE, text);
        return written.share().actions().stream()
                .map(action -> new Hold(action.instance(), reason)).toList();
    }

    /** An assignment and the write that puts it where it belongs. */
    record Written(Share share, StoreWrite write) {
        NodeName node() {
            return share.node().name();
        }

        NodeAssignment assignment() {
            return share.after();
        }

        /** The one it stands at when that write is made. */
        int version() {
            return write instanceof StoreWrite.Update update ? update.version() + 1 : 0;
        }
    }

    /**
     * What came of a plan.
     *
     * @param written  the assignments that were written
     * @param tooLarge the actions that were not executed because their node's record cannot hold
     *                 more
     */
    record Outcome(List<Written> written, List<Hold> tooLarge) {
        /** How many assignments were written. */
        int nodes() {
            return written.size();
        }
    }
}
