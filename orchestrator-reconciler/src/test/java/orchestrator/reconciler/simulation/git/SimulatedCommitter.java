package orchestrator.reconciler.simulation.git;

import java.time.Duration;
import java.util.Optional;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitSource.OnDrift;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretName;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.store.Versioned;

/** A project that follows a repository, and what people do to the two. */
public final class SimulatedCommitter {
    private final SimulatedCluster cluster;
    private final GitSource source;

    private SimulatedCommitter(SimulatedCluster cluster, GitSource source) {
        this.cluster = cluster;
        this.source = source;
    }

    /** What a test says of a connection; everything else is as usual. */
    public record Terms(String url, OnDrift onDrift, String trustedKeys, boolean notes,
            Duration interval) {
        public static final Terms USUAL = new Terms("https://git.test/shop.git", OnDrift.CORRECT,
                "", false);

        /** Those of a repository that is polled as often as is usual. */
        public Terms(String url, OnDrift onDrift, String trustedKeys, boolean notes) {
            this(url, onDrift, trustedKeys, notes, GitSource.USUAL_INTERVAL);
        }
    }

    /** Connects the project, whose file is called after it, on branch main. */
    public static SimulatedCommitter connect(SimulatedCluster cluster, String project,
            Terms terms) {
        GitSource source = new GitSource(new ProjectName(project),
                "id-" + cluster.timeline().now(), terms.url(), "main", project + ".yml",
                terms.interval(), GitSource.Access.OPEN, terms.trustedKeys(),
                terms.onDrift(), new GitSource.Report(terms.notes(), Optional.empty()),
                Optional.empty(), "alice", cluster.timeline().now(), Optional.empty());
        cluster.person().git(git -> git.connect(source));
        return new SimulatedCommitter(cluster, source);
    }

    /** Connects it anew, with a secret of the project. */
    public SimulatedCommitter reconnect(SecretName credentials) {
        GitSource next = new GitSource(source.project(), "id-" + cluster.timeline().now(),
                source.url(), source.branch(), source.path(), source.interval(),
                new GitSource.Access(Optional.empty(), Optional.of(credentials), ""),
                source.trustedKeys(), source.onDrift(), source.report(), source.webhook(),
                source.who(), cluster.timeline().now(), source.pause());
        cluster.person().git(git -> git.connect(next));
        return new SimulatedCommitter(cluster, next);
    }

    public ProjectName project() {
        return source.project();
    }

    public SimulatedRepository repository() {
        return cluster.git().at(source.url());
    }

    public String path() {
        return source.path();
    }

    /** Commits that file and tells nobody. */
    public CommitId push(String subject, String yaml) {
        return repository().push(subject, source.path(), yaml);
    }

    /** Commits that file, and its hook tells the cluster. */
    public CommitId pushAndTell(String subject, String yaml) {
        CommitId commit = push(subject, yaml);
        order();
        return commit;
    }

    public void order() {
        cluster.person().git(git -> git.order(source.project(), "hook"));
    }

    public void confirm(CommitId commit) {
        cluster.person().git(git -> git.confirm(source.project(), "alice", commit));
    }

    public void pause() {
        cluster.person().git(git -> git.pause(source.project(), "alice"));
    }

    public void resume() {
        cluster.person().git(git -> git.resume(source.project()));
    }

    public void disconnect() {
        cluster.person().git(git -> git.disconnect(source.project()));
    }

    /** What the leader has noted of this connection. */
    public Optional<GitState> state() {
        return cluster.records().gitState(source.project()).map(Versioned::value)
                .filter(found -> found.source().equals(source.id()));
    }

    public Optional<GitState.Hold.Why> hold() {
        return state().flatMap(GitState::hold).map(GitState.Hold::why);
    }

    /** Until the commit is the one that was applied. */
    public void awaitApplied(CommitId commit) {
        cluster.await(commit.brief() + " applied", () -> state().flatMap(GitState::applied)
                .filter(each -> each.commit().id().equals(commit)).isPresent());
    }

    public void awaitHold(GitState.Hold.Why why) {
        cluster.await("a hold " + why, () -> hold().equals(Optional.of(why)));
    }

    public void awaitNoHold() {
        cluster.await("no hold", Duration.ofMinutes(10), () -> hold().isEmpty());
    }

    /** Number of the project's current revision, 0 before the first. */
    public int revision() {
        return cluster.records().project(source.project())
                .map(found -> found.value().currentRevision()).orElse(0);
    }
}
