package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

import orchestrator.cli.render.Address;
import orchestrator.cli.render.FailureScreen;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.NaturalOrder;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.RevisionFailure;
import orchestrator.cli.render.StatusJson;
import orchestrator.cli.render.Words;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.reconciler.client.ClusterView;

/** The last words of a command that looked on, and its exit code. */
record Outcome(Console console, boolean json, Verb verb) {
    private static final String WATCH = "Next: orch status --watch";

    /** Says how it ended, and how it stands {@code now}. */
    int tell(Goal goal, Convergence.Result result, ClusterView now) {
        Optional<ProjectView> project = ProjectViews.of(now, goal.project()).map(goal::of)
                .or(result::project);
        if (json) {
            console.print(json(goal, result, project));
            return exitCode(result);
        }
        String standing = standing(goal, project);
        if (result.course().failed().isPresent()) {
            new SetbackText(console, standing).tell(result, project);
        } else {
            tell(result, standing, project);
        }
        return exitCode(result);
    }

    private void tell(Convergence.Result result, String standing,
            Optional<ProjectView> project) {
        String took = Words.duration(result.took());
        switch (result.end()) {
            case DONE -> {
                console.print("Done in " + took + ". " + standing + ".");
                project.ifPresent(this::open);
            }
            case FAILED -> {
                List<Line> lines = new ArrayList<>(project.map(each -> FailureScreen.of(each,
                        console.look())).orElse(List.of()));
                console.print(lines);
                console.print("Not done after " + took + ": " + standing
                        + ". The cluster goes on trying.");
            }
            case ROLLED_BACK -> console.print("Rolled back after " + took + ": " + standing + ".");
            case OVERTAKEN -> {
                console.print("Overtaken after " + took + ": " + result.course().overtaking()
                        .map(Outcome::overtaking).orElse(standing) + ".");
                console.hint(WATCH);
            }
            case TIMEOUT -> {
                console.print("Still working after " + took + ": " + standing + ".");
                console.hint(WATCH);
            }
            case INTERRUPTED -> {
                console.print("Left after " + took + ": " + standing + ". The cluster goes on.");
                console.hint(WATCH);
            }
        }
    }

    /** {@code shop is at revision 8, 8 of 8 ready}. */
    private static String standing(Goal goal, Optional<ProjectView> project) {
        String name = goal.address().map(address -> address.text() + " of ").orElse("")
                + goal.project();
        return project.map(each -> name + " is at revision " + each.revision()
                + each.rollout().word() + ", "
                + each.ready() + " of " + each.wanted() + " ready").orElse(name + " is gone");
    }

    /** {@code shop is at revision 10 by now, by bob from laptop: haproxy 1 -> 2}. */
    static String overtaking(Revision revision) {
        return revision.project() + " is at revision " + revision.number() + " by now, by "
                + revision.who() + " from " + revision.from() + ": " + revision.change();
    }

    private void open(ProjectView project) {
        TreeSet<String> addresses = new TreeSet<>(Comparator
                .comparing((String each) -> !each.contains("localhost"))
                .thenComparing(NaturalOrder.OF_NAMES));
        project.instances().forEach(each -> addresses.addAll(each.openAt()));
        addresses.stream().filter(each -> each.startsWith("http")).limit(3)
                .forEach(address -> console.print("Open " + address));
    }

    private Json json(Goal goal, Convergence.Result result, Optional<ProjectView> project) {
        Optional<RolloutRecord.Result> failed = result.course().failed();
        return Json.document("orch." + verb.word() + "/1").with("project", goal.project())
                .with("address", goal.address().map(Address::text))
                .with("revision", project.map(ProjectView::revision).orElse(0))
                .with("result", word(result.end()))
                .with("seconds", result.took().toSeconds())
                .with("ready", project.map(ProjectView::ready).orElse(0))
                .with("wanted", project.map(ProjectView::wanted).orElse(0))
                .with("failure", failed.flatMap(each -> each.failure()
                        .map(failure -> RevisionFailure.json(each, failure))))
                .with("overtakenBy", result.course().overtaking().map(Revision::who))
                .with("instances", project.map(ProjectView::instances).orElse(List.of()).stream()
                        .map(StatusJson::instance).toList());
    }

    /** {@code rolled-back}. */
    static String word(Convergence.End end) {
        return end.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What failed has failed, even if time is up before it is rolled back. */
    private static int exitCode(Convergence.Result result) {
        boolean failed = result.course().failed().isPresent();
        return failed && result.end() != Convergence.End.INTERRUPTED
                ? ExitCode.FAILED
                : exitCode(result.end());
    }

    static int exitCode(Convergence.End end) {
        return switch (end) {
            case DONE -> ExitCode.DONE;
            case FAILED, ROLLED_BACK, OVERTAKEN -> ExitCode.FAILED;
            case TIMEOUT -> ExitCode.TIMEOUT;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
        };
    }
}
