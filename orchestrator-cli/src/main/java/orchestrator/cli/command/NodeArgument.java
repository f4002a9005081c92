package orchestrator.cli.command;

import java.util.List;

import orchestrator.cli.render.Nearest;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/** Finds the node a person means. */
final class NodeArgument {
    private NodeArgument() {}

    static NodeObservation find(String typed, ClusterView view) {
        List<String> names = view.observed().nodes().stream()
                .map(node -> node.name().value()).toList();
        return view.observed().nodes().stream().filter(node -> node.name().value().equals(typed))
                .findFirst().orElseThrow(() -> Failure.wrongInput("there is no node \"" + typed
                        + "\"" + Nearest.question(typed, names), "orch nodes lists them"));
    }
}
