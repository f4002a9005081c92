package orchestrator.cli.command;

import java.util.Optional;

import orchestrator.cli.render.PlanView;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {"Make a project run again what an earlier revision said.",
        "", "It becomes a new revision. Data and secrets stay as they are now."})
final class RollbackCommand extends ShellCommand {
    @Mixin
    private ProjectOption project = new ProjectOption();
    @Mixin
    private SendOptions sending = new SendOptions();
    @Parameters(arity = "0..1", paramLabel = "N", description = "the revision; if not said the last one before this that ran and said something else")
    private String number = "";

    RollbackCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        sending.waiting().timeout();
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            ProjectName name = project.known(view);
            Revision current = Planning.current(view, name).orElseThrow().revision();
            Revision target = target(KeptRevisions.of(name, client.revisions(name)), current,
                    view);
            Submission submission = new Submission(shell, options, sending, Verb.ROLLBACK,
                    "orch history");
            if (isThere(target, current, view)) {
                if (!options.json()) {
                    shell.console().print(name + " is at revision " + current.number()
                            + (target.number() == current.number()
                                    ? " already."
                                    : ", which says the same as " + target.number() + "."));
                }
                return submission.unchanged(name.value(), current.number());
            }
            return submission.of(proposal(target, view), client, view);
        }
    }

    private Revision target(KeptRevisions kept, Revision current, ClusterView view) {
        if (number.isEmpty()) {
            return kept.lastGood(current, view.rollout(current.project()));
        }
        Revision target = kept.find(number);
        if (target.deletes() && target.number() != current.number()) {
            throw Failure.wrongInput("revision " + target.number() + " removed "
                    + target.project() + ": there is nothing in it to go back to",
                    "orch delete " + target.project() + " removes it");
        }
        return target;
    }

    /** What failed may be asked for once more. */
    private static boolean isThere(Revision target, Revision current, ClusterView view) {
        return target.number() == current.number() || KeptRevisions.isSame(target, current)
                && !Planning.hasFailed(view, current.project());
    }

    private Proposal proposal(Revision target, ClusterView view) {
        ProjectName name = target.project();
        DesiredProject then = DeclarationReader.read(target.file(), target.text(),
                target.files(), Planning.number(view, name) + 1).project()
                .orElseThrow(() -> Failure.wrongInput("revision " + target.number() + " of "
                        + name + " cannot be read by this version of orch", "orch history"));
        PlanView plan = Planning.of(then.withRestarts(Planning.restarts(view, name)), view, 1);
        String same = "same as " + target.number();
        Revision revision = new Revision(name, plan.to(), shell.who(),
                shell.console().clock().instant(), shell.from(), same, target.file(),
                target.text(), target.files(), false, Planning.restarts(view, name));
        return new Proposal(plan, Optional.of(revision), same, doubt(target, view));
    }

    /** That it failed when it was tried, and why; empty when it did not. */
    private static String doubt(Revision target, ClusterView view) {
        return view.rollout(target.project()).result(target.number())
                .filter(each -> each.outcome() == RolloutRecord.Outcome.FAILED)
                .map(each -> "Revision " + each.revision() + " failed"
                        + each.failure().map(failure -> " at " + failure.instance().address()
                                + ": " + failure.reason().text()).orElse("")
                        + ".")
                .orElse("");
    }
}
