package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import orchestrator.cli.render.WhatIfView;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.plan.Forecast;
import orchestrator.core.plan.Survival;
import orchestrator.core.plan.WhatIf;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine.Option;

/** {@code --without NODE}, {@code --with N --like NODE}: what if the nodes were others? */
final class WhatIfOptions {
    private static final int MOST_NODES = 1000;

    @Option(names = "--without", paramLabel = "NODE", description = "what if this node were lost? (a,b: if both were)")
    private List<String> without = new ArrayList<>();
    @Option(names = "--with", paramLabel = "N", description = "what if there were N more nodes?")
    private Optional<Integer> with = Optional.empty();
    @Option(names = "--like", paramLabel = "NODE", description = "which node those take after (default: the largest)")
    private String like = "";

    /** True when anything was asked. */
    boolean isAsked() {
        return !without.isEmpty() || with.isPresent() || !like.isEmpty();
    }

    /** Refuses what cannot be answered, before the cluster is asked. */
    void check() {
        if (with.isEmpty() && !like.isEmpty()) {
            throw Failure.wrongInput("--like says what more nodes are like, but not how many",
                    "orch plan --with 1 --like " + like);
        }
        if (with.filter(count -> count < 1 || count > MOST_NODES).isPresent()) {
            throw Failure.wrongInput("--with takes a number from 1 to " + MOST_NODES + ", not \""
                    + with.get() + "\"", "orch plan --with 1");
        }
    }

    /** The answer, if {@code desired} is what is wanted; {@code file} when that is not so yet. */
    WhatIfView answer(DesiredState desired, ClusterView view, Optional<String> file) {
        Planning.requireWhole(view);
        List<NodeName> lost = without.stream().flatMap(each -> Stream.of(each.split(",")))
                .map(String::strip).filter(each -> !each.isEmpty())
                .map(name -> NodeArgument.find(name, view).name()).distinct().sorted().toList();
        Optional<NodeRecord> model = with.map(count -> model(view));
        Forecast now = Planning.forecast(desired, view.observed());
        List<NodeName> added = with.map(count -> WhatIf.newNames(now.after(), count))
                .orElse(List.of());
        ObservedState smaller = WhatIf.without(now.after(), lost);
        ObservedState asked = model
                .map(node -> WhatIf.with(smaller, node.name(), added.size())).orElse(smaller);
        Forecast then = Forecast.of(desired, asked);
        return WhatIfView.of(new WhatIfView.Question(file, lost, added, model), now, asked, then,
                Survival.of(desired, then.after()));
    }

    private NodeRecord model(ClusterView view) {
        return like.isEmpty() ? largest(view) : NodeArgument.find(like, view).node();
    }

    /** Of the nodes that take work the one with most memory, then most cpu, then the first. */
    private static NodeRecord largest(ClusterView view) {
        return view.observed().nodes().stream().filter(NodeObservation::takesWork)
                .map(NodeObservation::node)
                .max(Comparator
                        .comparingLong((NodeRecord node) -> node.capacity().memoryBytes())
                        .thenComparingInt(node -> node.capacity().milliCpu())
                        .thenComparing(NodeRecord::name, Comparator.reverseOrder()))
                .orElseThrow(() -> Failure.wrongInput("no node here takes work, so there is none "
                        + "to take after", "say which one with --like NODE"));
    }
}
