package orchestrator.cli.command;

import java.util.Optional;

import orchestrator.cli.render.PlanView;
import orchestrator.core.model.Revision;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(description = "Make the cluster run what the file says, and look on until it does.")
final class ApplyCommand extends ShellCommand {
    @Mixin
    private FileOption file = new FileOption();
    @Mixin
    private SendOptions sending = new SendOptions();

    ApplyCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        sending.waiting().timeout();
        Draft draft = Draft.read(file, shell.folder());
        if (ProblemText.stops(draft, shell.console(), options.json())) {
            return ExitCode.WRONG_INPUT;
        }
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            return new Submission(shell, options, sending, Verb.APPLY, file.after("orch plan"))
                    .of(proposal(draft, view), client, view);
        }
    }

    private Proposal proposal(Draft draft, ClusterView view) {
        PlanView plan = Planning.of(draft, view);
        if (plan.from() == plan.to()) {
            return new Proposal(plan, Optional.empty(), "");
        }
        boolean again = Planning.current(view, plan.name())
                .filter(each -> draft.sameAs(each.revision())).isPresent();
        String change = again ? "same as " + plan.from() : plan.sentence();
        Revision revision = new Revision(plan.name(), plan.to(), shell.who(),
                shell.console().clock().instant(), shell.from(), change, draft.source().name(),
                draft.source().text(), draft.files(), false,
                Planning.restarts(view, plan.name()));
        return new Proposal(plan, Optional.of(revision), again
                ? "same as " + plan.from() + ", which failed"
                : "");
    }
}
