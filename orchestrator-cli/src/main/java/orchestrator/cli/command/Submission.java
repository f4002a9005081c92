package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.InstanceChange;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.PlanJson;
import orchestrator.cli.render.PlanScreen;
import orchestrator.cli.render.PlanView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.Words;
import orchestrator.cli.render.Wrap;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.Revision;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.client.ProjectChangedException;

/**
 * The way of a new revision into the cluster: its plan is shown, what ends for good is asked about,
 * it is sent, and looked on at until all of it runs.
 *
 * @param again what a person types to see how things are when somebody else was faster
 */
record Submission(Shell shell, GlobalOptions options, SendOptions sending, Verb verb,
        String again) {
    /** All of it; returns one of {@link ExitCode}. */
    int of(Proposal proposal, ClusterClient client, ClusterView view) {
        show(client, view, proposal);
        if (proposal.isEmpty()) {
            return unchanged(proposal.plan().name().value(), proposal.plan().from());
        }
        if (!agreed(proposal)) {
            return ExitCode.NEEDS_YES;
        }
        int revision = proposal.revision().map(draft -> send(draft, client, view))
                .orElse(proposal.plan().from());
        return sending.noWait()
                ? sent(proposal.plan(), revision)
                : lookOn(client, view, proposal, revision);
    }

    private void show(ClusterClient client, ClusterView view, Proposal proposal) {
        Console console = shell.console();
        PlanView plan = proposal.plan();
        if (options.json()) {
            console.print(PlanJson.of(plan));
            return;
        }
        List<Line> lines = new ArrayList<>(Banner.of(view, console.look()));
        List<Line> screen = PlanScreen.of(plan, console.look());
        lines.addAll(noted(screen, proposal.note(), console.look().width()));
        lines.addAll(PlanScreen.verdict(plan, "", console.look()));
        List<String> warnings = warnings(view, proposal);
        proposal.revision().flatMap(_ -> GitNote.of(client, plan.name(), verb))
                .ifPresent(warnings::add);
        warnings.forEach(text -> lines.addAll(Wrap.paragraph(text, console.look().width())));
        console.print(lines);
    }

    /** What nobody would find out from the plan. */
    private static List<String> warnings(ClusterView view, Proposal proposal) {
        List<String> warnings = new ArrayList<>();
        if (!proposal.doubt().isEmpty()) {
            warnings.add(proposal.doubt());
        }
        if (proposal.revision().isPresent()) {
            ProjectViews.of(view, proposal.plan().name())
                    .flatMap(now -> now.rollout().pause().map(pause -> "Revision "
                            + now.revision() + " is paused by " + pause.who()
                            + "; this ends that."))
                    .ifPresent(warnings::add);
        }
        return warnings;
    }

    /** With the note behind the headline. */
    private static List<Line> noted(List<Line> screen, String note, int width) {
        if (note.isEmpty()) {
            return screen;
        }
        Line first = screen.getFirst();
        List<Line> lines = new ArrayList<>(Wrap.under(first.text() + ", " + note, 4, width));
        lines.set(0, lines.getFirst().toned(first.tone(), first.from(),
                first.to() - first.from()));
        lines.addAll(screen.subList(1, screen.size()));
        return lines;
    }

    /** Says that there is nothing to do. */
    int unchanged(String project, int revision) {
        if (options.json()) {
            shell.console().print(Json.document("orch." + verb.word() + "/1")
                    .with("project", project).with("revision", revision)
                    .with("result", "unchanged"));
        } else {
            shell.console().hint("Nothing to do. Next: orch status");
        }
        return ExitCode.DONE;
    }

    private boolean agreed(Proposal proposal) {
        List<InstanceChange> stops = proposal.plan().stops();
        String question = verb == Verb.ROLLBACK ? "Roll back?" : "Apply?";
        String loss = stops.isEmpty()
                ? ""
                : "This stops " + Words.count(stops.size(), "instance") + " for good.";
        String doubt = proposal.doubt().isEmpty() ? "" : "That revision failed before.";
        String warning = (doubt + " " + loss).strip();
        return warning.isEmpty() || sending.yes().agreed(shell.console(), warning, question);
    }

    /** Sends it; when somebody else was faster, says who. */
    private int send(Revision draft, ClusterClient client, ClusterView view) {
        try {
            return client.apply(draft, Planning.expected(view, draft.project())).number();
        } catch (ProjectChangedException e) {
            throw new Failure(ExitCode.FAILED, Planning.current(client.view(), draft.project())
                    .map(each -> Outcome.overtaking(each.revision()))
                    .orElse(e.getMessage()) + "; nothing was written",
                    again + ", to see what it is now");
        }
    }

    private int sent(PlanView plan, int revision) {
        if (options.json()) {
            shell.console().print(Json.document("orch." + verb.word() + "/1")
                    .with("project", plan.name()).with("revision", revision)
                    .with("result", "sent"));
        } else {
            shell.console().print(plan.name() + " is wanted at revision " + revision + ".");
            shell.console().hint("Next: orch status --watch");
        }
        return ExitCode.DONE;
    }

    private int lookOn(ClusterClient client, ClusterView before, Proposal proposal,
            int revision) {
        PlanView plan = proposal.plan();
        Looking.Begun begun = new Looking.Begun(ProjectViews.of(before, plan.name()),
                plan.changes());
        Goal goal = Goal.revision(plan.name(), revision);
        Convergence convergence = new Convergence(client, shell.console().clock(), goal);
        Convergence.Result result = Looking.on(shell, options, begun,
                display -> convergence.await(sending.waiting().timeout(), display));
        int exitCode = new Outcome(shell.console(), options.json(), verb)
                .tell(goal, result, client.view());
        if (exitCode == ExitCode.DONE && verb == Verb.APPLY && proposal.changesWhatRan()
                && !options.json()) {
            shell.console().hint("Undo: orch rollback" + (before.projects().size() > 1
                    ? " -p " + plan.name()
                    : ""));
        }
        return exitCode;
    }
}
