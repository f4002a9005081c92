package orchestrator.reconciler.git;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.git.Look;
import orchestrator.core.git.Standing;
import orchestrator.core.git.Standing.Said;
import orchestrator.core.model.GitState;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.RunEntry;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Versioned;

/** Reads how one project stands; what a revision says is worked out once. */
final class StandingReader {
    private final ClusterRecords records;
    private final ProjectName project;
    private SortedMap<Integer, Said> known = new TreeMap<>();

    StandingReader(ClusterRecords records, ProjectName project) {
        this.records = records;
        this.project = project;
    }

    /** How it stands, and the record that a new revision has to replace. */
    record Read(Standing standing, Optional<Versioned<ProjectRecord>> record) {}

    /**
     * Looks now. Empty when the current revision cannot be read: nothing may be decided then.
     *
     * <p>The project is read before its rollouts: whoever sees the revision that the leader went
     * back to also sees that the one before had failed.
     */
    Optional<Read> read(GitState state, Optional<Look> look) {
        SortedMap<Integer, Said> before = known;
        known = new TreeMap<>();
        Optional<Versioned<ProjectRecord>> record = records.project(project);
        Optional<Said> current = record
                .flatMap(found -> said(found.value().currentRevision(), before));
        if (record.isPresent() && current.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> applied = state.applied().map(GitState.Applied::revision);
        Optional<Result> result = applied.flatMap(number -> records.rollout(project)
                .flatMap(found -> found.value().result(number)));
        Optional<Said> fallback = result.flatMap(Result::failure).flatMap(Failure::rolledBackTo)
                .flatMap(number -> said(number, before));
        Standing standing = new Standing(current, applied.flatMap(number -> said(number, before)),
                since(applied, current), result, fallback, nodes(state, current, look));
        return Optional.of(new Read(standing, record));
    }

    private List<Revision> since(Optional<Integer> applied, Optional<Said> current) {
        int now = current.map(said -> said.revision().number()).orElse(0);
        return applied.isEmpty() || now <= applied.get()
                ? List.of()
                : records.revisions(project).stream()
                        .filter(number -> number > applied.get() && number <= now)
                        .flatMap(number -> records.readableRevision(project, number).stream())
                        .toList();
    }

    private Optional<Said> said(int number, SortedMap<Integer, Said> before) {
        Optional<Said> said = records.readableRevision(project, number)
                .flatMap(revision -> Optional.ofNullable(before.get(number))
                        .filter(old -> old.revision().equals(revision))
                        .or(() -> resolved(revision)));
        said.ifPresent(found -> known.put(number, found));
        return said;
    }

    private static Optional<Said> resolved(Revision revision) {
        if (revision.deletes()) {
            return Optional.of(new Said(revision, new DesiredProject(revision.project(),
                    revision.number(), List.of(), List.of(), List.of())));
        }
        return DeclarationReader.read(revision.file(), revision.text(), revision.files(),
                revision.number()).project().map(project -> new Said(revision, project));
    }

    /** They are read only where they matter: for a commit that was not applied. */
    private List<SortedMap<String, String>> nodes(GitState state, Optional<Said> current,
            Optional<Look> look) {
        Optional<Look.Head> news = look.map(Look::finding)
                .flatMap(found -> found instanceof Look.Head head
                        ? Optional.of(head)
                        : Optional.empty())
                .filter(head -> state.applied()
                        .filter(is -> is.commit().id().equals(head.commit().id())).isEmpty());
        Optional<DesiredProject> next = news
                .flatMap(head -> head.content() instanceof Look.Good good
                        ? Optional.of(good.project())
                        : Optional.empty());
        return news.isPresent()
                && (isOnEveryNode(current.map(Said::project)) || isOnEveryNode(next))
                        ? records.nodes().stream().map(this::labels).toList()
                        : List.of();
    }

    /** One that cannot be read is a node all the same. */
    private SortedMap<String, String> labels(NodeName node) {
        try {
            return records.node(node).map(Versioned::value).map(NodeRecord::labels)
                    .orElseGet(TreeMap::new);
        } catch (UnreadableRecordException e) {
            return new TreeMap<>();
        }
    }

    private static boolean isOnEveryNode(Optional<DesiredProject> project) {
        return project.map(DesiredProject::run).orElse(List.of()).stream()
                .anyMatch(StandingReader::isOnEveryNode);
    }

    private static boolean isOnEveryNode(RunEntry entry) {
        return entry.count() instanceof Count.EveryNode
                || entry instanceof RunEntry.Stack stack && stack.members().stream()
                        .anyMatch(member -> member.count() instanceof Count.EveryNode);
    }
}
