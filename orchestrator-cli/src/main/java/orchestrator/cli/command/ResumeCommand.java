package orchestrator.cli.command;

import orchestrator.cli.render.InstanceView;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.Standing;
import orchestrator.cli.render.Words;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(description = "Let a rollout go on after a pause.")
final class ResumeCommand extends ShellCommand {
    @Mixin
    private ProjectOption project = new ProjectOption();

    ResumeCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            ProjectName name = project.theOne(view);
            ProjectView now = ProjectViews.of(view, name).orElseThrow();
            boolean changed = client.resume(name, now.revision());
            if (options.json()) {
                shell.console().print(Json.document("orch.resume/1").with("project", name)
                        .with("revision", now.revision()).with("changed", changed));
                return ExitCode.DONE;
            }
            if (changed) {
                resumed(now);
            } else {
                shell.console().print(name + " was not paused. Nothing was changed.");
                failed(now);
            }
            return ExitCode.DONE;
        }
    }

    private void resumed(ProjectView now) {
        int held = (int) now.instances().stream().filter(InstanceView::isHeldBack).count();
        int underWay = (int) now.instances().stream().filter(InstanceView::isUnderWay).count();
        shell.console().print(now.name() + " goes on with revision " + now.revision() + ": "
                + Words.count(held + underWay, "instance") + " left to do"
                + (underWay == 0 ? "" : ", " + underWay + " of them under way") + ".");
        shell.console().hint("Next: orch wait");
    }

    private void failed(ProjectView now) {
        if (now.rollout().standing() == Standing.FAILED) {
            shell.console().hint("Revision " + now.revision() + " failed. Next: "
                    + now.rollout().remedy());
        }
    }
}
