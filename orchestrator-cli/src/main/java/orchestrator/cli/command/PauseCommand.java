package orchestrator.cli.command;

import java.util.List;
import java.util.function.Predicate;

import orchestrator.cli.render.InstanceView;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.Standing;
import orchestrator.cli.render.Words;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(description = {"Hold back the rollout of the current revision.", "",
        "What is under way is finished; what serves is not replaced until orch resume.",
        "Lost nodes, drains and counts are seen to as always."})
final class PauseCommand extends ShellCommand {
    @Mixin
    private ProjectOption project = new ProjectOption();

    PauseCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            ProjectName name = project.theOne(view);
            ProjectView now = ProjectViews.of(view, name).orElseThrow();
            Standing standing = now.rollout().standing();
            boolean underWay = standing == Standing.ROLLING || standing == Standing.PAUSED;
            boolean changed = underWay && client.pause(name, now.revision(), shell.who());
            if (options.json()) {
                shell.console().print(Json.document("orch.pause/1").with("project", name)
                        .with("revision", now.revision()).with("changed", changed)
                        .with("standing", (changed ? Standing.PAUSED : standing).word()));
            } else if (changed) {
                paused(now);
            } else {
                shell.console().print(unchanged(now, standing));
            }
            return ExitCode.DONE;
        }
    }

    private void paused(ProjectView now) {
        List<String> old = names(now, InstanceView::isHeldBack);
        List<String> begun = names(now, InstanceView::isUnderWay);
        shell.console().print("Paused " + now.name() + " at revision " + now.revision()
                + ": what is under way is finished, nothing else that serves is replaced."
                + (begun.isEmpty() ? "" : " Under way: " + names(begun) + ".")
                + (old.isEmpty() ? "" : " Held back: " + names(old) + "."));
        shell.console().hint("Lost nodes, drains and counts are seen to as always. "
                + "Next: orch resume");
    }

    private static List<String> names(ProjectView now, Predicate<InstanceView> which) {
        return now.instances().stream().filter(which).map(InstanceView::id)
                .map(InstanceId::address).toList();
    }

    private static String names(List<String> all) {
        return all.size() <= 5 ? Words.list(all) : Words.count(all.size(), "instance");
    }

    private static String unchanged(ProjectView now, Standing standing) {
        String at = now.name() + " is at revision " + now.revision();
        return switch (standing) {
            case PAUSED, ROLLING -> at + ", and paused already"
                    + now.rollout().pause().map(each -> ", by " + each.who()).orElse("")
                    + ". Nothing was changed.";
            case FAILED -> at + ", which failed. There is nothing to pause.";
            default -> at + ", and all of it runs. There is nothing to pause.";
        };
    }
}
