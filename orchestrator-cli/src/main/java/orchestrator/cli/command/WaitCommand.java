package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Address;
import orchestrator.cli.render.Banner;
import orchestrator.cli.render.ProjectViews;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {"Look on until all is ready and nothing is left to do.", "",
        "Ends with 0 then, with 1 when it has failed, with 4 when --timeout has passed."})
final class WaitCommand extends ShellCommand {
    @Mixin
    private ProjectOption project = new ProjectOption();
    @Mixin
    private WaitOptions wait = new WaitOptions();
    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "only an instance, a copy, a service or a stack")
    private String address = "";

    WaitCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        wait.timeout();
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            Goal goal = goal(view);
            Convergence convergence = new Convergence(client, shell.console().clock(), goal);
            Convergence.Result result = Looking.on(shell, options,
                    new Looking.Begun(ProjectViews.of(view, goal.project()).map(goal::of),
                            List.of()),
                    display -> convergence.await(wait.timeout(), display));
            if (!options.json()) {
                shell.console().print(Banner.simulated(view));
            }
            return new Outcome(shell.console(), options.json(), Verb.WAIT)
                    .tell(goal, result, client.view());
        }
    }

    private Goal goal(ClusterView view) {
        if (address.isEmpty()) {
            return Goal.current(project.theOne(view), Optional.empty());
        }
        AddressArgument.Found found = new AddressArgument(address, project).find(view);
        return Goal.current(found.project().name(),
                Optional.of(new Address(address.substring(address.indexOf(':') + 1))));
    }
}
