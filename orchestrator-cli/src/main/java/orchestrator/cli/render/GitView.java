package orchestrator.cli.render;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import orchestrator.core.git.GitMatch;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.Event;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.reconciler.client.ClusterView;

/**
 * A project and the repository that it follows, as a person sees both at one moment.
 *
 * @param state what the leader has noted of this connection; of an earlier one it says nothing
 * @param order the last order that was given to this connection
 */
public record GitView(GitSource source, GitState state, Optional<GitOrder> order, Around around) {
    private static final String FROM = "git ";

    /**
     * What is known beside the connection.
     *
     * @param revisions the kept ones of the project; none where only a list is wanted
     * @param events    of the whole cluster
     */
    public record Around(ClusterView view, List<Revision> revisions, List<Event> events) {
        public Around {
            revisions = List.copyOf(revisions);
            events = List.copyOf(events);
        }
    }

    /** Of what the store holds; what belongs to an earlier connection is left out. */
    public static GitView of(GitSource source, Optional<GitState> state,
            Optional<GitOrder> order, Around around) {
        return new GitView(source,
                state.filter(each -> each.source().equals(source.id()))
                        .orElseGet(() -> GitState.none(source)),
                order.filter(each -> each.source().equals(source.id())), around);
    }

    /** The project that follows. */
    public ProjectName project() {
        return source.project();
    }

    Instant now() {
        return around.view().takenAt();
    }

    /** The project as it is, when there ever was one. */
    public Optional<ClusterView.CurrentProject> current() {
        return around.view().projects().stream()
                .filter(each -> each.record().project().equals(project())).findFirst();
    }

    /** The head of the branch, once it was seen. */
    public Optional<CommitMark> seen() {
        return state.seen().map(GitState.Seen::commit);
    }

    /** The commit that was taken over, once one was. */
    public Optional<CommitMark> applied() {
        return state.applied().map(GitState.Applied::commit);
    }

    /** True when the head was seen and is not what was taken over. */
    public boolean waits() {
        return seen().isPresent() && !seen().map(CommitMark::id)
                .equals(applied().map(CommitMark::id));
    }

    /** True when the current revision says what the commit that was taken over does. */
    public boolean isAtApplied() {
        Optional<Revision> now = current().map(ClusterView.CurrentProject::revision);
        return now.isPresent() && state.applied().filter(applied -> now.get().number() == applied
                .revision() || revision(applied.revision()).filter(then -> isSame(then, now.get()))
                        .isPresent())
                .isPresent();
    }

    private static boolean isSame(Revision one, Revision other) {
        return one.deletes() == other.deletes() && one.text().equals(other.text())
                && one.files().equals(other.files());
    }

    private Optional<Revision> revision(int number) {
        return around.revisions().stream().filter(each -> each.number() == number).findFirst();
    }

    /** Whether the project is what its branch says, in a word. */
    public GitMatch match() {
        return GitMatch.of(source, Optional.of(state),
                current().map(ClusterView.CurrentProject::revision),
                state.applied().flatMap(applied -> revision(applied.revision())));
    }

    /** True when an order was given that no leader has answered. */
    public boolean isAsked() {
        return order.filter(each -> each.number() > state.order()).isPresent();
    }

    /** Why it is not followed any further; a pause is told by {@link GitSource#pause} alone. */
    public Optional<GitState.Hold> hold() {
        return state.hold().filter(each -> each.why() != GitState.Hold.Why.PAUSED);
    }

    /** What became of the revision of the commit that was taken over. */
    Optional<RolloutRecord.Result> result() {
        return state.applied().flatMap(each -> around.view().rollout(project())
                .result(each.revision()));
    }

    /** {@code 1a2b3c4}, when that revision is known to come from a commit. */
    Optional<String> commitOf(int revision) {
        return revision(revision).map(Revision::from).filter(from -> from.startsWith(FROM))
                .map(from -> from.substring(FROM.length()));
    }

    /** One word for lists and programs. */
    public String word() {
        if (source.pause().isPresent()) {
            return "paused";
        }
        return hold().map(each -> GitAdvice.word(each.why())).orElseGet(() -> seen().isEmpty()
                ? "not-seen"
                : waits() ? "waits" : isAtApplied() ? "matches" : "differs");
    }
}
