package orchestrator.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import orchestrator.cli.render.Json;
import orchestrator.cli.render.Words;
import orchestrator.cli.render.Wrap;
import orchestrator.reconciler.wiring.GitOptions;
import orchestrator.reconciler.wiring.LocalCluster;
import orchestrator.reconciler.wiring.LocalCluster.Outcome;
import orchestrator.reconciler.wiring.UpProcess;
import orchestrator.reconciler.wiring.UpRecord;
import orchestrator.reconciler.wiring.UpWish;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Start a cluster on this machine, in the background.", "",
        "Its nodes share the local Docker Engine: each has ports and a loopback address of its own, "
                + "and offers all cpus of the machine and an even share of its memory. What ran "
                + "before runs on. Run it again with a larger --nodes to add some."})
final class UpCommand extends ShellCommand {
    /** The class below this package that the background process begins in. */
    private static final String MAIN = "orchestrator.cli.Main";

    @Option(names = "--nodes", paramLabel = "N", description = "how many nodes; 3 if not said")
    private Optional<Integer> nodes = Optional.empty();
    @Option(names = "--simulate", description = "needs no Docker: containers are only pretended")
    private boolean simulate;
    @Option(names = "--foreground", hidden = true)
    private boolean foreground;
    @CommandLine.Mixin
    private GitServerOptions git = new GitServerOptions();
    private final LocalCluster cluster;

    UpCommand(Shell shell, LocalCluster cluster) {
        super(shell);
        this.cluster = cluster;
    }

    @Override
    public int run() {
        UpWish wish = new UpWish(nodes.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                simulate, git.wish());
        if (foreground) {
            UpProcess.runUntilTold(cluster.directory(), wish);
            return ExitCode.DONE;
        }
        Instant before = shell.console().clock().instant();
        GitOptions followed = cluster.record().map(UpRecord::git).orElse(GitOptions.NONE);
        Outcome outcome = cluster.up(wish, MAIN);
        long seconds = Duration.between(before, shell.console().clock().instant()).toSeconds();
        if (options.json()) {
            shell.console().print(json(outcome, seconds));
        } else {
            shell.console().print(text(outcome, Math.max(1, seconds)));
            tell(followed, outcome.record().git());
            if (outcome.record().engine().simulated()) {
                shell.console().hint("Every image is pretended to work except those tagged "
                        + "no-such-tag: a change to one fails and is rolled back.");
            }
            shell.console()
                    .hint(outcome.nodesBefore() == 0
                            ? "Next: orch init lamp, then orch apply"
                            : "Next: orch status");
        }
        return ExitCode.DONE;
    }

    /** What is said anew takes the place of what was said before: nobody should have to guess. */
    private void tell(GitOptions before, GitOptions now) {
        if (before.equals(now)) {
            return;
        }
        List<String> closed = new ArrayList<>(before.allow());
        closed.removeAll(now.allow());
        String text = "Git: " + (now.allow().isEmpty()
                ? "no folder may be followed"
                : "may follow " + String.join(", ", now.allow()))
                + (closed.isEmpty() ? "" : ", no longer " + String.join(", ", closed))
                + now.listen().map(each -> "; hears of pushes at " + each).orElse("") + ".";
        shell.console().print(Wrap.paragraph(text, shell.console().look().width()));
    }

    private static String text(Outcome outcome, long seconds) {
        int count = outcome.record().nodes().size();
        String nodes = Words.count(count, "node");
        String engine = outcome.record().engine().simulated()
                ? " (simulated: containers are only pretended)"
                : "";
        if (outcome.ranBefore() && outcome.nodesAdded() == 0) {
            return nodes + (count == 1 ? " is" : " are") + " up already" + engine;
        }
        String added = outcome.ranBefore() ? ", " + outcome.nodesAdded() + " of them new" : "";
        return nodes + " ready in " + seconds + "s" + added + engine;
    }

    private static Json json(Outcome outcome, long seconds) {
        return Json.document("orch.up/1")
                .with("nodes", outcome.record().nodes().stream()
                        .map(node -> node.name().value()).toList())
                .with("added", outcome.nodesAdded())
                .with("simulated", outcome.record().engine().simulated())
                .with("zookeeper", outcome.record().daemon().map(UpRecord.Running::zookeeper))
                .with("seconds", seconds);
    }
}
