package orchestrator.reconciler.simulation.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.git.Sameness;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.git.SimulatedRepository.Commit;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/**
 * Whether git is followed as it must be, whatever goes wrong: a revision that git made says what a
 * commit of its branch said, commits are applied in the order they were made unless a person
 * confirmed another, and nothing is applied that is not signed or while a person has paused it.
 */
public final class HonestGit {
    private static final String FROM = "git ";

    private final SimulatedCluster cluster;
    private final SortedMap<ProjectName, GitSource> sources = new TreeMap<>();
    private final SortedMap<ProjectName, GitOrder> orders = new TreeMap<>();
    private final SortedMap<ProjectName, GitState> states = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();

    private HonestGit(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /** Looks at everything that is committed from now on. */
    public static HonestGit attach(SimulatedCluster cluster) {
        HonestGit judge = new HonestGit(cluster);
        cluster.onCommit(judge::committed);
        return judge;
    }

    /** What must never happen and did. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    private void committed(Committed committed) {
        Optional<GitState> next = Optional.empty();
        Optional<Revision> revision = Optional.empty();
        for (StoreWrite write : committed.writes()) {
            if (write.path().startsWith(Paths.GIT_STATES + "/")) {
                next = data(write).map(data -> RecordCodec.decode(GitState.class, data));
            } else if (write.path().startsWith(Paths.PROJECTS + "/")
                    && write instanceof StoreWrite.Create && write.path().contains("/revisions/")) {
                revision = data(write).map(data -> RecordCodec.decode(Revision.class, data));
            }
        }
        Optional<GitState> state = next;
        Optional<Revision> made = revision.filter(each -> each.from().startsWith(FROM));
        made.ifPresent(each -> state.ifPresentOrElse(now -> judge(each, now),
                () -> violated(each, "was made by git without a word in its state")));
        take(committed);
    }

    /** As it stands after the commit, so that the next one is judged by it. */
    private void take(Committed committed) {
        for (StoreWrite write : committed.writes()) {
            take(write, Paths.GIT, GitSource.class, sources);
            take(write, Paths.GIT_ORDERS, GitOrder.class, orders);
            take(write, Paths.GIT_STATES, GitState.class, states);
        }
    }

    private static <T> void take(StoreWrite write, String root, Class<T> type,
            SortedMap<ProjectName, T> known) {
        if (!write.path().startsWith(root + "/")) {
            return;
        }
        ProjectName project = new ProjectName(write.path().substring(root.length() + 1));
        data(write).ifPresent(data -> known.put(project, RecordCodec.decode(type, data)));
        if (write instanceof StoreWrite.Delete) {
            known.remove(project);
        }
    }

    private void judge(Revision revision, GitState next) {
        GitSource source = sources.get(revision.project());
        if (source == null || !source.id().equals(next.source())) {
            violated(revision, "was made for a connection that is not there");
            return;
        }
        if (source.pause().isPresent()) {
            violated(revision, "was made while it was paused");
        }
        if (!revision.change().startsWith("takes back ")) {
            applied(revision, next.applied().orElseThrow().commit().id(), source);
        }
    }

    private void applied(Revision revision, CommitId id, GitSource source) {
        SimulatedRepository repository = cluster.git().at(source.url());
        Commit commit = repository.commit(id).orElseThrow();
        String text = commit.files().getOrDefault(source.path(), "");
        if (!saysTheSame(text, revision) || revision.deletes() != text.isEmpty()) {
            violated(revision, "does not say what " + id.brief() + " says");
        }
        if (!source.trustedKeys().isEmpty() && !commit.signed()) {
            violated(revision, "is of a commit that nobody signed");
        }
        Optional<GitOrder> order = Optional.ofNullable(orders.get(revision.project()));
        boolean confirmed = order.flatMap(GitOrder::confirmed)
                .filter(each -> each.commit().equals(id)).isPresent();
        Optional<CommitId> before = Optional.ofNullable(states.get(revision.project()))
                .filter(old -> old.source().equals(source.id())).flatMap(GitState::applied)
                .map(old -> old.commit().id());
        boolean inOrder = before.map(old -> repository.contains(id, old)).orElse(true);
        if (!inOrder && !confirmed) {
            violated(revision, "goes from " + before.orElseThrow().brief() + " to " + id.brief()
                    + ", which does not contain it, and nobody confirmed that");
        }
    }

    /** One that is applied once more may have the words of an earlier commit that said the same. */
    private static boolean saysTheSame(String text, Revision revision) {
        return text.equals(revision.text()) || !revision.deletes() && Sameness.is(
                read(text, revision.files()), read(revision.text(), revision.files()));
    }

    private static DesiredProject read(String text, SortedMap<String, String> files) {
        return DeclarationReader.read("it", text, files, 0).project().orElseThrow();
    }

    private void violated(Revision revision, String what) {
        violations.add("seed " + cluster.seed() + ", " + cluster.timeline().now() + ": revision "
                + revision.number() + " of " + revision.project() + " " + what);
    }

    private static Optional<byte[]> data(StoreWrite write) {
        return switch (write) {
            case StoreWrite.Create create -> Optional.of(create.data());
            case StoreWrite.Update update -> Optional.of(update.data());
            case StoreWrite.Check _,StoreWrite.Delete _ -> Optional.empty();
        };
    }
}
