package orchestrator.reconciler.simulation.git;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.git.Sameness;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.client.ProjectChangedException;
import orchestrator.reconciler.simulation.Declarations;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.git.SimulatedRepository.Draft;
import orchestrator.reconciler.simulation.git.SimulatedRepository.Trouble;

/**
 * What people, and a bad server, do to a project that follows a repository, drawn by chance; and
 * what must be true of it whatever happened: while it goes on, and when all is well again.
 */
public final class GitStrikes {
    private static final List<String> IMAGES = List.of("web:1", "web:2", "web:3");
    private static final int MOST = 4;

    private final SimulatedCluster cluster;
    private final SimulatedCommitter committer;
    private final HonestGit honest;
    private final Random random;
    private int commits;

    /** Connects project {@code web} and makes its first commit. */
    public GitStrikes(SimulatedCluster cluster, Random random) {
        this.cluster = cluster;
        this.random = random;
        this.honest = HonestGit.attach(cluster);
        this.committer = SimulatedCommitter.connect(cluster, "web",
                SimulatedCommitter.Terms.USUAL);
        committer.push("first", good());
    }

    /** One thing that happens; returns what. */
    public String strike() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> push(good());
            case 3 -> push("project: web\nservices: nonsense\n");
            case 4 -> gone();
            case 5 -> force();
            case 6 -> trouble(Trouble.UNREACHABLE);
            case 7 -> trouble(Trouble.HANGS);
            case 8 -> trouble(Trouble.NONE);
            case 9 -> byHand();
            case 10 -> confirm();
            default -> pauseOrResume();
        };
    }

    private String push(String yaml) {
        committer.push("commit " + ++commits, yaml);
        return order("push");
    }

    private String gone() {
        committer.repository().push("no file", "README.md", "nothing here");
        return order("no file");
    }

    private String force() {
        committer.repository().force(new Draft("forced " + ++commits,
                Map.of(committer.path(), good())), Optional.empty());
        return order("force");
    }

    private String order(String what) {
        if (random.nextBoolean()) {
            committer.order();
        }
        return what;
    }

    private String trouble(Trouble trouble) {
        committer.repository().trouble(trouble);
        committer.repository().delay(Duration.ofMillis(random.nextInt(2000)));
        return "trouble " + trouble;
    }

    private String byHand() {
        try {
            cluster.apply(good());
        } catch (ProjectChangedException e) {
            return "by hand, and git was faster";
        }
        return "by hand";
    }

    private String confirm() {
        committer.state().flatMap(GitState::seen)
                .ifPresent(seen -> committer.confirm(seen.commit().id()));
        return "confirm";
    }

    private String pauseOrResume() {
        if (random.nextBoolean()) {
            committer.pause();
        } else {
            committer.resume();
        }
        return "pause or resume";
    }

    private String good() {
        return Declarations.web(1 + random.nextInt(MOST), IMAGES.get(
                random.nextInt(IMAGES.size())));
    }

    /** Nothing goes wrong any more, nobody holds anything back, and the last commit is good. */
    public void heal() {
        committer.repository().trouble(Trouble.NONE);
        committer.repository().delay(Duration.ofMillis(20));
        committer.resume();
        CommitId last = committer.push("the last", good());
        committer.order();
        cluster.await("the last commit to be seen", () -> committer.state()
                .flatMap(GitState::seen).filter(seen -> seen.commit().id().equals(last))
                .isPresent() && committer.hold().filter(Why.UNREACHABLE::equals).isEmpty());
        committer.confirm(last);
    }

    /** What must never happen and did. */
    public List<String> violations() {
        return honest.violations();
    }

    /** What is wrong at rest, after {@link #heal}: the project is not what the head says. */
    public Optional<String> wrongAtRest() {
        String text = committer.repository().head("main").orElseThrow().files()
                .get(committer.path());
        Revision current = cluster.records().revision(committer.project(), committer.revision())
                .orElseThrow().value();
        boolean same = !current.deletes()
                && Sameness.is(read(text), read(current.text()));
        boolean applied = committer.state().flatMap(GitState::applied)
                .filter(each -> each.commit().id().equals(committer.repository().head()))
                .isPresent();
        return same && applied && committer.hold().isEmpty()
                ? Optional.empty()
                : Optional.of("seed " + cluster.seed() + ": the head is not what runs: "
                        + committer.state());
    }

    private static DesiredProject read(String text) {
        return DeclarationReader.read("web.yml", text, new TreeMap<>(), 0).project()
                .orElseThrow();
    }
}
