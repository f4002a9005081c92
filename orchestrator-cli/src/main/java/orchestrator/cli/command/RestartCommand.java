package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

import orchestrator.cli.render.Address;
import orchestrator.cli.render.PlanView;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {"Make containers anew, as gently as a change of the file.",
        "", "It becomes a new revision that says the same. Without ADDRESS all of them."})
final class RestartCommand extends ShellCommand {
    @Mixin
    private ProjectOption project = new ProjectOption();
    @Mixin
    private SendOptions sending = new SendOptions();
    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "an instance, a copy, a service or a stack")
    private String address = "";

    RestartCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        sending.waiting().timeout();
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            return new Submission(shell, options, sending, Verb.RESTART, "orch history")
                    .of(proposal(view), client, view);
        }
    }

    private Proposal proposal(ClusterView view) {
        ProjectName name = address.isEmpty()
                ? project.theOne(view)
                : new AddressArgument(address, project).find(view).project().name();
        Revision current = Planning.current(view, name).orElseThrow().revision();
        DesiredProject now = ProjectViews.desired(view, name)
                .orElseThrow(() -> Failure.wrongInput("revision " + current.number() + " of "
                        + name + " cannot be read by this version of orch", "orch history"));
        requireFlowing(view, now);
        String which = address.substring(address.indexOf(':') + 1);
        SortedMap<String, Integer> restarts = restarts(view, now, which.isEmpty()
                ? now.run().stream().map(DesiredProject.RunEntry::name).toList()
                : List.of(which));
        PlanView plan = Planning.of(now.withRestarts(restarts), view, 1);
        String change = "restart " + (which.isEmpty() ? "all" : which);
        Revision revision = new Revision(name, plan.to(), shell.who(),
                shell.console().clock().instant(), shell.from(), change, current.file(),
                current.text(), current.files(), false, restarts);
        return new Proposal(plan, Optional.of(revision), change);
    }

    /** A new revision would go on where a person or a failure has stopped the one before. */
    private static void requireFlowing(ClusterView view, DesiredProject now) {
        String stopped = "revision " + now.revision() + " of " + now.name();
        if (Planning.hasFailed(view, now.name())) {
            throw new Failure(ExitCode.FAILED, stopped
                    + " failed, and a restart would go on with it; nothing was sent",
                    ProjectViews.of(view, now.name()).orElseThrow().rollout().remedy());
        }
        if (ProjectViews.of(view, now.name()).orElseThrow().rollout().pause().isPresent()) {
            throw new Failure(ExitCode.FAILED, stopped
                    + " is paused, and a restart would go on with it; nothing was sent",
                    "orch resume");
        }
    }

    /** Those asked for before that still mean something, and the new ones. */
    private static SortedMap<String, Integer> restarts(ClusterView view, DesiredProject now,
            List<String> asked) {
        SortedMap<String, Integer> restarts = new TreeMap<>(
                Planning.restarts(view, now.name()));
        ProjectView project = ProjectViews.of(view, now.name()).orElseThrow();
        SortedSet<String> known = Address.all(project);
        restarts.keySet().retainAll(known);
        asked.forEach(each -> restarts.put(each, Planning.number(view, now.name()) + 1));
        return restarts;
    }
}
