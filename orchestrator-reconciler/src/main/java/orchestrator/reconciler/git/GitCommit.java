package orchestrator.reconciler.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.git.GitStep;
import orchestrator.core.git.Look;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitState;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.client.FirstValues;
import orchestrator.reconciler.controller.Office;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.RevisionCommit;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** Writes a step, all of it or nothing; decides nothing. */
final class GitCommit {
    private final ClusterRecords records;
    private final GitParts parts;
    private final Office office;

    GitCommit(ClusterRecords records, GitParts parts, Office office) {
        this.records = records;
        this.parts = parts;
        this.office = office;
    }

    /** A commit that needs secrets drawn is refused by a server that cannot seal them. */
    Optional<Look> possible(Optional<Look> look) {
        return look.map(found -> found.finding() instanceof Look.Head head
                && head.content() instanceof Look.Good good && parts.sealer().isEmpty()
                && FirstValues.of(records, good.project()).areMissing()
                        ? new Look(new Look.Refused(head.commit().id().brief() + " needs secrets"
                                + " to be drawn, and the leading server has no cluster key: start"
                                + " the servers with --key-file"), found.by(), found.answers())
                        : found);
    }

    /** The order of the writes is that in which others hear of them: secrets before their use. */
    void make(GitStep step, GitFollower.Seen seen, StandingReader.Read read) {
        switch (step) {
            case GitStep.Nothing() -> {
            }
            case GitStep.Note(GitState next, boolean spends) ->
                office.commit(state(next, spends, seen));
            case GitStep.Apply apply -> {
                List<StoreWrite> writes = new ArrayList<>(secrets(apply.revision()));
                writes.addAll(RevisionCommit.of(records, apply.revision(), read.record()));
                writes.addAll(state(apply.state(), apply.spends(), seen));
                office.commit(writes);
            }
        }
    }

    private List<StoreWrite> secrets(Revision revision) {
        Optional<DesiredProject> project = revision.deletes()
                ? Optional.empty()
                : DeclarationReader.read(revision.file(), revision.text(), revision.files(),
                        revision.number()).project();
        Optional<FirstValues> values = project.map(found -> FirstValues.of(records, found));
        List<StoreWrite> writes = drawn(values);
        while (writes.size() > FirstValues.AT_ONCE) {
            office.commit(writes.subList(0, FirstValues.AT_ONCE));
            writes = drawn(values);
        }
        return writes;
    }

    private List<StoreWrite> drawn(Optional<FirstValues> values) {
        return values.map(each -> each.writes(parts::cluster, parts.sealer()::orElseThrow))
                .orElse(List.of());
    }

    /** Void when a person has paused or changed the connection meanwhile, or confirmed another. */
    private List<StoreWrite> state(GitState next, boolean spends, GitFollower.Seen seen) {
        List<StoreWrite> writes = new ArrayList<>();
        writes.add(new StoreWrite.Check(Paths.git(next.project()), seen.source().version()));
        writes.add(records.put(Paths.gitState(next.project()), next, seen.state()));
        if (spends) {
            Versioned<GitOrder> order = seen.order().orElseThrow();
            GitOrder given = order.value();
            writes.add(records.put(Paths.gitOrder(next.project()), new GitOrder(given.project(),
                    given.source(), given.number(), given.by(), given.at(), Optional.empty()),
                    seen.order()));
        }
        return writes;
    }
}
