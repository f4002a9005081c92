package orchestrator.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;

/** What a leader says of the connections of a {@link FakeCluster}, in the words of a test. */
final class FakeLeader {
    static final ProjectName SHOP = new ProjectName("shop");
    static final String URL = "https://git.example.com/shop.git";
    private static final List<Why> ABOUT_NONE = List.of(Why.UNREACHABLE, Why.REFUSED);
    private final FakeCluster cluster;

    FakeLeader(FakeCluster cluster) {
        this.cluster = cluster;
    }

    /** A connection as most are. */
    GitSource connected() {
        GitSource source = source(SHOP);
        cluster.git.connect(source);
        return source;
    }

    GitSource source(ProjectName project) {
        return new GitSource(project, "c-" + project, URL, "main", project + ".yml",
                Duration.ofSeconds(15), GitSource.Access.OPEN, "", GitSource.OnDrift.CORRECT,
                GitSource.Report.NOWHERE, Optional.empty(), "bob", cluster.instant(),
                Optional.empty());
    }

    CommitMark commit(int number, String subject) {
        return new CommitMark(FakeRepositories.id(number), "alice", subject, cluster.instant());
    }

    void seen(CommitMark commit, String by) {
        change(state -> with(state, Optional.of(new GitState.Seen(commit, cluster.instant(),
                by)), state.applied(), state.hold()));
    }

    /** Makes the revision as well. */
    void applies(CommitMark commit, String text) {
        Revision made = cluster.make(revision(commit, text));
        change(state -> with(state, state.seen(), Optional.of(new GitState.Applied(commit,
                made.number(), cluster.instant())), Optional.empty()));
    }

    Revision revision(CommitMark commit, String text) {
        Map<String, String> files = new TreeMap<>(Map.of("haproxy.cfg", Examples.HAPROXY));
        return new Revision(SHOP, 0, commit.author(), cluster.instant(),
                "git " + commit.id().brief(), commit.subject(), "shop.yml", text,
                new TreeMap<>(files), false);
    }

    void holds(Why why, String text, String... lines) {
        change(state -> with(state, state.seen(), state.applied(), Optional.of(
                new GitState.Hold(why, text, List.of(lines), ABOUT_NONE.contains(why)
                        ? Optional.empty()
                        : state.seen().map(each -> each.commit().id()), cluster.instant()))));
    }

    void lets() {
        change(state -> with(state, state.seen(), state.applied(), Optional.empty()));
    }

    void drifts(String who, String what, boolean corrected) {
        change(state -> {
            List<GitState.Drift> drift = new ArrayList<>(state.drift());
            drift.add(new GitState.Drift(cluster.instant(), Optional.of(who), what, corrected));
            return new GitState(SHOP, state.source(), state.seen(), state.applied(),
                    state.hold(), drift, state.told(), state.order());
        });
    }

    void tells(CommitId commit, GitState.Told.Verdict verdict, Optional<String> failure) {
        change(state -> new GitState(SHOP, state.source(), state.seen(), state.applied(),
                state.hold(), state.drift(), Optional.of(new GitState.Told(commit, verdict,
                        cluster.instant(), failure)),
                state.order()));
    }

    /** Answers every order from now on; {@code first} says what it finds. */
    void answers(Runnable first) {
        cluster.onChange(() -> {
            int asked = Optional.ofNullable(cluster.git.orders.get(SHOP)).map(GitOrder::number)
                    .orElse(0);
            if (cluster.git.sources.containsKey(SHOP) && (asked > state().order()
                    || !cluster.git.states.containsKey(SHOP))) {
                first.run();
                change(state -> new GitState(SHOP, state.source(), state.seen(),
                        state.applied(), state.hold(), state.drift(), state.told(), asked));
            }
        });
    }

    boolean isConfirmed() {
        return Optional.ofNullable(cluster.git.orders.get(SHOP)).flatMap(GitOrder::confirmed)
                .isPresent();
    }

    private GitState state() {
        return Optional.ofNullable(cluster.git.states.get(SHOP))
                .orElseGet(() -> GitState.none(cluster.git.sources.get(SHOP)));
    }

    private void change(UnaryOperator<GitState> change) {
        cluster.git.states.put(SHOP, change.apply(state()));
    }

    private static GitState with(GitState state, Optional<GitState.Seen> seen,
            Optional<GitState.Applied> applied, Optional<GitState.Hold> hold) {
        return new GitState(SHOP, state.source(), seen, applied, hold, state.drift(),
                state.told(), state.order());
    }
}
