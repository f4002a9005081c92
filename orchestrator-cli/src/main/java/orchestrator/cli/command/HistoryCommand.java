package orchestrator.cli.command;

import java.util.List;

import orchestrator.cli.render.HistoryScreen;
import orchestrator.cli.render.RevisionScreen;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = "Show the revisions of a project and what became of each.")
final class HistoryCommand extends ShellCommand {
    @Mixin
    private ProjectOption project = new ProjectOption();
    @Parameters(arity = "0..1", paramLabel = "N", description = "one revision in full")
    private String number = "";

    HistoryCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            ProjectName name = project.known(view);
            List<Revision> revisions = client.revisions(name);
            HistoryScreen.Past past = new HistoryScreen.Past(view,
                    Planning.current(view, name).orElseThrow(), revisions);
            if (number.isEmpty()) {
                all(past);
            } else {
                one(past, KeptRevisions.of(name, revisions).find(number));
            }
            return ExitCode.DONE;
        }
    }

    private void all(HistoryScreen.Past past) {
        if (options.json()) {
            shell.console().print(HistoryScreen.json(past));
            return;
        }
        shell.console().print(HistoryScreen.of(past, shell.console().look()));
    }

    private void one(HistoryScreen.Past past, Revision revision) {
        if (options.json()) {
            shell.console().print(RevisionScreen.json(past, revision));
            return;
        }
        shell.console().print(RevisionScreen.of(past, revision, shell.console().look()));
    }
}
