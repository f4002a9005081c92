package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/** {@code orch why NODE}: how one node is, and what is on it. */
public final class NodeScreen {
    private NodeScreen() {}

    /** That node, in a sentence, and a row per instance. */
    public static List<Line> of(ClusterView view, NodeObservation node, Look look) {
        List<Line> lines = new ArrayList<>(Wrap.paragraph(sentence(view, node, look),
                look.width()));
        lines.addAll(InstanceRows.of(instances(view, node.name()), look));
        next(node).ifPresent(text -> lines.add(Line.of(text)));
        return lines;
    }

    private static String sentence(ClusterView view, NodeObservation node, Look look) {
        String since = node.silentSince().or(() -> node.intent().map(NodeIntent::since))
                .map(at -> " Since " + Words.when(at, view.takenAt(), look.zone()) + ".")
                .orElse("");
        String why = node.silentSince().isPresent()
                ? ": " + node.intent().filter(each -> each.deadAt().isPresent())
                        .map(intent -> NodesScreen.confirmed(node, intent))
                        .orElse("its agent is silent")
                : node.intent().map(intent -> intent(node, intent))
                        .or(() -> node.status().trouble().map(Reason::text).map(t -> ": " + t))
                        .orElse("");
        return node.name() + " is " + NodesScreen.state(node, view) + why + "." + since
                + " It runs "
                + Words.count(node.assignment().instances().size(), "instance") + ".";
    }

    private static String intent(NodeObservation node, NodeIntent intent) {
        if (intent.deadAt().isPresent()) {
            return ": it " + NodesScreen.confirmed(node, intent);
        }
        return ", by " + intent.who() + (intent.why().isEmpty() ? "" : ": " + intent.why());
    }

    private static List<InstanceView> instances(ClusterView view, NodeName node) {
        return ProjectViews.of(view).stream().flatMap(project -> project.instances().stream())
                .filter(each -> each.node().equals(Optional.of(node))).toList();
    }

    private static Optional<String> next(NodeObservation node) {
        return node.intent().map(_ -> "Next: orch undrain " + node.name());
    }

    /** The same for programs. */
    public static Json json(ClusterView view, NodeObservation node) {
        return Json.document("orch.why/1").with("node", node.name())
                .with("state", NodesScreen.word(node)).with("silentSince", node.silentSince())
                .with("confirmedDead", node.isConfirmedDead())
                .with("trouble", node.status().trouble().map(StatusJson::reason))
                .with("instances", instances(view, node.name()).stream()
                        .map(StatusJson::instance).toList());
    }
}
