package orchestrator.reconciler.git;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.declaration.ProblemText;
import orchestrator.core.git.Look;
import orchestrator.core.git.Look.Content;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/** Asks a repository, beside the turns, and makes of what it says what can be decided by. */
final class CommitReader {
    /** Problems fit a terminal that nobody made wider. */
    private static final int WIDTH = 80;
    private static final int MOST_LINES = 100;
    /** Author, subject and restarts take less. */
    private static final int MARGIN = 16 * 1024;

    private final Repositories repositories;
    private final ClusterRecords records;

    CommitReader(Repositories repositories, ClusterRecords records) {
        this.repositories = repositories;
        this.records = records;
    }

    /**
     * One question.
     *
     * @param known the head that was found last; what stands in a commit never changes
     */
    record Question(GitSource source, Remote remote, Optional<CommitId> base,
            Optional<Look.Head> known) {}

    /** @throws RepositoryException when there is no answer, or a refusal */
    Look.Finding ask(Question question) {
        Head head = repositories.fetch(question.remote(), question.base());
        CommitId commit = head.commit().id();
        Optional<String> distrust = head.signature().isEnough()
                ? Optional.empty()
                : Optional.of(head.signature().text());
        boolean applied = question.base().equals(Optional.of(commit));
        Content content = distrust.isPresent() || applied
                ? new Look.Unread()
                : question.known().filter(old -> old.commit().id().equals(commit))
                        .map(Look.Head::content)
                        .filter(old -> !(old instanceof Look.Unread))
                        .orElseGet(() -> content(question, commit));
        return new Look.Head(head.commit(), question.base(),
                head.relation() == Head.Relation.DIVERGED, distrust, content);
    }

    private Content content(Question question, CommitId commit) {
        String path = question.source().path();
        return switch (repositories.read(question.remote(), commit, path)) {
            case Declared.Absent() -> new Look.Absent();
            case Declared.Refused(String why) -> new Look.Bad(why, List.of());
            case Declared.Found found -> found(question.source(), found);
        };
    }

    private Content found(GitSource source, Declared.Found found) {
        if (!found.refused().isEmpty()) {
            return new Look.Bad(found.refused().firstEntry().getValue(),
                    List.copyOf(found.refused().values()));
        }
        DeclarationReader.Result result = DeclarationReader.read(found.file(), found.text(),
                found.files(), 0);
        return result.project().map(project -> of(source, found, project))
                .orElseGet(() -> problems(found, result));
    }

    private static Content problems(Declared.Found found, DeclarationReader.Result result) {
        SortedMap<String, String> texts = new TreeMap<>();
        found.files().forEach((path, text) -> texts
                .put(DeclarationReader.nameBeside(found.file(), path), text));
        texts.put(found.file(), found.text());
        int count = result.problems().size();
        List<String> lines = ProblemText.lines(result.problems(), texts, WIDTH);
        return new Look.Bad(count + (count == 1 ? " error in " : " errors in ") + found.file(),
                lines.subList(0, Math.min(MOST_LINES, lines.size())));
    }

    private Content of(GitSource source, Declared.Found found, DesiredProject project) {
        if (!project.name().equals(source.project())) {
            return new Look.Bad(found.file() + " declares project " + project.name() + ", not "
                    + source.project(), List.of());
        }
        int bytes = bytes(new Revision(source.project(), Integer.MAX_VALUE, "", source.since(),
                "", "", found.file(), found.text(), found.files(), false));
        return bytes > ClusterStore.MAX_RECORD_BYTES - MARGIN
                ? new Look.Bad(found.file() + " with all it refers to takes " + bytes / 1024
                        + "KB, the limit is " + ClusterStore.MAX_RECORD_BYTES / 1024
                        + "KB; make the files smaller", List.of())
                : new Look.Good(found.file(), found.text(), found.files(), project);
    }

    private int bytes(Revision revision) {
        return switch (records.put(Paths.PROJECTS, revision, Optional.empty())) {
            case StoreWrite.Create create -> create.data().length;
            case StoreWrite.Update update -> update.data().length;
            case StoreWrite.Check _,StoreWrite.Delete _ -> 0;
        };
    }
}
