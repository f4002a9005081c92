package orchestrator.cli.command;

import orchestrator.core.model.GitSource;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.git.Remote;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {
        "Say what a branch of the repository would do. Changes nothing.",
        "", "The branch is read by this machine, so it needs its own way in where there is one."})
final class GitPlanCommand extends ShellCommand {
    @Mixin
    private ConnectedProject connected = new ConnectedProject();
    @Mixin
    private PersonalAccess access = new PersonalAccess();
    @Parameters(index = "0", paramLabel = "BRANCH", description = "the branch, for example of a pull request")
    private String branch = "";
    @Parameters(index = "1", arity = "0..1", paramLabel = "PROJECT", description = "the project; not needed where only one follows a repository")
    private String project = "";
    @Option(names = "--exit-code", description = "end with 6 when there is anything to do")
    private boolean exitCode;

    GitPlanCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        String name = GitNames.branch(branch);
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            GitLook look = new GitLook(client, view);
            ProjectName of = connected.find(project, look);
            GitSource source = look.brief(of).orElseThrow().source();
            Remote remote = access.remote(GitUrl.of(source.url(), shell.folder()), name,
                    shell.folder(), source.access().knownHosts());
            GitPlan plan = new GitPlan(shell, options, exitCode);
            GitRead read = plan.read(remote,
                    each -> GitRead.head(each, remote, source.path()));
            if (plan.stops(read)) {
                return ExitCode.WRONG_INPUT;
            }
            requireSame(of, read);
            int code = plan.show(read, name, view);
            if (!options.json()) {
                shell.console().hint(name.equals(source.branch())
                        ? "Next: orch git status " + of
                        : "Next: merge it into " + source.branch() + ", which " + of
                                + " follows");
            }
            return code;
        }
    }

    private static void requireSame(ProjectName project, GitRead read) {
        ProjectName declared = read.draft().project().name();
        if (!declared.equals(project)) {
            throw Failure.wrongInput(read.draft().source().name() + " of that branch is of project "
                    + declared + ", and " + project + " follows it", "mend its line \"project:\"");
        }
    }
}
