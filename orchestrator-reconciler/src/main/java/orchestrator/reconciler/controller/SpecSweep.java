package orchestrator.reconciler.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/**
 * Removes specs that nothing refers to any more: no assignment and no kept revision of any project.
 * Bounded: a few at a time, and rarely.
 */
final class SpecSweep {
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int MOST_AT_A_TIME = 50;

    private final ClusterRecords records;
    private final FencedStore fenced;
    private Instant next;

    /** A sweep that begins its work one interval after {@code begin}. */
    SpecSweep(ClusterRecords records, FencedStore fenced, Instant begin) {
        this.records = records;
        this.fenced = fenced;
        this.next = begin.plus(EVERY);
    }

    /**
     * Sweeps when it is time to; returns what it has removed. Not to be called while anything could
     * not be read: what is not seen might refer to a spec.
     */
    List<SpecHash> sweepWhenDue(ObservedState observed) {
        if (observed.takenAt().isBefore(next)) {
            return List.of();
        }
        next = observed.takenAt().plus(EVERY);
        SortedSet<String> unused = new TreeSet<>(records.store().children(Paths.SPECS));
        Set<SpecHash> used = new HashSet<>();
        observed.nodes().forEach(node -> node.assignment().instances()
                .forEach(assigned -> used.add(assigned.spec())));
        used.forEach(hash -> unused.remove(hash.value()));
        return !unused.isEmpty() && removeUsedByRevisions(unused) ? delete(unused) : List.of();
    }

    /** Returns false when some kept revision cannot be read: it might use any of them. */
    private boolean removeUsedByRevisions(SortedSet<String> unused) {
        for (ProjectName project : records.projects()) {
            for (int number : records.revisions(project)) {
                Optional<Revision> kept = records.readableRevision(project, number);
                if (kept.isEmpty() || !removeUsedBy(kept.get(), unused)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean removeUsedBy(Revision kept, SortedSet<String> unused) {
        if (kept.deletes()) {
            return true;
        }
        Optional<DesiredProject> project = DeclarationReader
                .read(kept.file(), kept.text(), kept.files(), kept.number()).project();
        project.ifPresent(readable -> readable.services().forEach(service -> unused.remove(
                SpecHash.of(service.container()).value())));
        return project.isPresent();
    }

    private List<SpecHash> delete(SortedSet<String> unused) {
        List<StoreWrite> deletes = new ArrayList<>();
        unused.stream().limit(MOST_AT_A_TIME).forEach(hash -> {
            Optional<StoredRecord> spec = records.store().read(Paths.SPECS + "/" + hash);
            spec.ifPresent(old -> deletes.add(new StoreWrite.Delete(old.path(), old.version())));
        });
        if (!deletes.isEmpty()) {
            fenced.commit(deletes);
        }
        return deletes.stream()
                .map(gone -> new SpecHash(gone.path().substring(Paths.SPECS.length() + 1)))
                .toList();
    }
}
