package orchestrator.cli.command;

import java.util.List;

import orchestrator.core.model.GitSource;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.client.GitConnections;
import orchestrator.reconciler.git.Remote;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orch plan --git URL@REF}: the file is one of a commit, not of this folder. */
final class PlanOfCommit {
    private static final String MAIN = "main";

    @Option(names = "--git", paramLabel = "URL@REF", description = "plan the file of a branch or commit of a repository, read by this machine")
    private String git = "";
    @Option(names = "--path", paramLabel = "PATH", description = "with --git: the file in the repository (default: what the cluster follows there)")
    private String path = "";
    @Option(names = "--branch", paramLabel = "NAME", description = "with --git and a commit: a branch it is on (default: main)")
    private String branch = "";
    @Mixin
    private PersonalAccess access = new PersonalAccess();

    boolean isAsked() {
        return !git.isEmpty();
    }

    /** Refuses options that mean nothing without {@code --git}. */
    void requireNone() {
        if (!path.isEmpty() || !branch.isEmpty()) {
            throw Failure.wrongInput((path.isEmpty() ? "--branch" : "--path")
                    + " is of a repository, and none was named", "--git URL@REF");
        }
    }

    /** All of it; returns one of {@link ExitCode}. */
    int run(GitPlan plan, GlobalOptions options) {
        GitReference reference = GitReference.of(git);
        Shell shell = plan.shell();
        GitUrl url = GitUrl.of(reference.url(), shell.folder());
        String on = reference.branch()
                .orElseGet(() -> branch.isEmpty() ? MAIN : GitNames.branch(branch));
        Remote remote = access.remote(url, on, shell.folder());
        if (!path.isEmpty()) {
            GitNames.path(path);
        }
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            String file = path.isEmpty() ? followed(client, url) : GitNames.path(path);
            GitRead read = plan.read(remote, each -> reference.commit()
                    .map(commit -> GitRead.at(each, remote, commit, file))
                    .orElseGet(() -> GitRead.head(each, remote, file)));
            return plan.stops(read) ? ExitCode.WRONG_INPUT : plan.show(read, on, view);
        }
    }

    /** The one file of that repository that a project follows. */
    private static String followed(ClusterClient client, GitUrl url) {
        List<String> paths = client.git().rows().stream().map(GitConnections.Row::source)
                .filter(each -> each.url().equals(url.text())).map(GitSource::path).distinct()
                .toList();
        if (paths.size() != 1) {
            throw Failure.wrongInput(paths.isEmpty()
                    ? "which file of that repository is meant?"
                    : "several files of that repository are followed: "
                            + String.join(", ", paths),
                    "say which one with --path FILE");
        }
        return paths.getFirst();
    }
}
