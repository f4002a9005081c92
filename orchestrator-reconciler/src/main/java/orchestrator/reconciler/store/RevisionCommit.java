package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.wire.UnreadableRecordException;

/** The writes that make a revision the current one of its project, whoever makes it. */
public final class RevisionCommit {
    /** How many revisions of a project are kept at least, the current one included. */
    public static final int KEPT = RolloutRecord.KEPT;
    /** Most old ones that one commit drops; the rest goes with later ones. */
    private static final int DROPPED_AT_ONCE = 20;
    /** Who waits for a change waits for a look at the old ones only when so many more are there. */
    private static final int DROPPED_EVERY = 10;
    private static final byte[] NOTHING = {};

    private RevisionCommit() {}

    /**
     * All of them. Without a pause: what was held back was the revision before.
     *
     * @param current what the writer saw of the project; empty when there was none
     * @throws StoreConflictException when that is not so any more
     */
    public static List<StoreWrite> of(ClusterRecords records, Revision revision,
            Optional<Versioned<ProjectRecord>> current) {
        ProjectName project = revision.project();
        ProjectRecord next = new ProjectRecord(project, revision.number());
        List<StoreWrite> writes = new ArrayList<>();
        if (current.isPresent()) {
            writes.add(records.replace(next, current.get()));
        } else {
            writes.add(records.put(Paths.project(project), next, Optional.empty()));
            writes.add(new StoreWrite.Create(Paths.revisions(project), NOTHING, false));
        }
        writes.add(records.put(Paths.revision(project, revision.number()), revision,
                Optional.empty()));
        writes.addAll(dropped(records, revision, current));
        return writes;
    }

    /**
     * The oldest, but never one that may be gone back to. Revisions are never rewritten, so an old
     * one stands at version 0.
     */
    private static List<StoreWrite> dropped(ClusterRecords records, Revision revision,
            Optional<Versioned<ProjectRecord>> current) {
        if (revision.number() <= KEPT || revision.number() % DROPPED_EVERY != 0) {
            return List.of();
        }
        ProjectName project = revision.project();
        SortedSet<Integer> needed = new TreeSet<>();
        current.ifPresent(before -> needed.add(before.value().currentRevision()));
        try {
            records.rollout(project).ifPresent(found -> needed.add(found.value().good()));
        } catch (UnreadableRecordException e) {
            // Any of them may be the one to go back to.
            return List.of();
        }
        return records.revisions(project).stream()
                .filter(number -> number <= revision.number() - KEPT)
                .filter(number -> !needed.contains(number))
                .limit(DROPPED_AT_ONCE)
                .<StoreWrite>map(number -> new StoreWrite.Delete(
                        Paths.revision(project, number), 0))
                .toList();
    }
}
