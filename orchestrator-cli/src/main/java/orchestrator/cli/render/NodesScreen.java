package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.Reason;
import orchestrator.core.model.Resources;
import orchestrator.core.plan.Survival;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/** {@code orch nodes}. */
public final class NodesScreen {
    /** Each instance is asked of each node: about half a second. */
    private static final long MOST_QUESTIONS = 500_000;

    private NodesScreen() {}

    /** A row per node. */
    public static List<Line> of(ClusterView view, Look look) {
        List<Line> lines = new ArrayList<>(Banner.of(view, look));
        if (view.observed().nodes().isEmpty()) {
            lines.add(Line.of("No node has joined this cluster."));
            return lines;
        }
        Table table = new Table("NODE", "STATE", "RUNS", "CPU reserved", "MEMORY reserved",
                "NOTE");
        for (NodeObservation node : inNaturalOrder(view.observed().nodes())) {
            Resources taken = reserved(node);
            Resources all = node.node().capacity();
            table.add(tone(node), node.name().value(), state(node, view),
                    Integer.toString(node.assignment().instances().size()),
                    Words.cpu(taken.milliCpu()) + " of " + Words.cpu(all.milliCpu()),
                    Words.gigabytes(taken.memoryBytes()) + " of "
                            + Words.gigabytes(all.memoryBytes()) + "GB",
                    note(node));
        }
        lines.addAll(table.lines(look.width()));
        Survival survival = survival(view);
        if (!survival.isSafe()) {
            lines.addAll(Wrap.paragraph(unsafe(view, survival), look.width()));
        }
        return lines;
    }

    private static List<NodeObservation> inNaturalOrder(List<NodeObservation> nodes) {
        return nodes.stream().sorted((one, other) -> NaturalOrder.OF_NAMES
                .compare(one.name().value(), other.name().value())).toList();
    }

    /**
     * Of what runs now; nothing is said of a part of the state, of a single node, or where working
     * it out would be felt.
     */
    private static Survival survival(ClusterView view) {
        List<NodeObservation> nodes = view.observed().nodes();
        long questions = nodes.size() * nodes.stream()
                .mapToLong(node -> node.assignment().instances().size()).sum();
        Survival all = view.observed().complete() && questions <= MOST_QUESTIONS
                ? Survival.of(view.desired(), view.observed())
                : new Survival(List.of());
        return all.losses().size() == 1 ? new Survival(List.of()) : all;
    }

    private static String unsafe(ClusterView view, Survival survival) {
        boolean another = view.observed().nodes().stream()
                .anyMatch(node -> node.silentSince().isPresent());
        return "Not safe to lose " + (another ? "another one" : "one") + ": orch plan --without "
                + survival.losses().stream().filter(loss -> !loss.withoutPlace().isEmpty())
                        .map(Survival.Loss::node).findFirst().orElseThrow();
    }

    private static Tone tone(NodeObservation node) {
        return node.silentSince().isPresent() || node.status().trouble().isPresent()
                ? Tone.BAD
                : node.intent().isPresent() ? Tone.MOVING : Tone.PLAIN;
    }

    /** The sum of what its instances reserve. */
    static Resources reserved(NodeObservation node) {
        return node.assignment().instances().stream().map(AssignedInstance::reserved)
                .reduce(Resources.NONE, Resources::plus);
    }

    /** {@code ready}, {@code lost 6m}, {@code draining}, {@code drained}, {@code in trouble}. */
    static String state(NodeObservation node, ClusterView view) {
        return word(node) + node.silentSince().map(since -> " "
                + Words.roughly(Words.between(since, view.takenAt()))).orElse("");
    }

    /** The same without the time. */
    static String word(NodeObservation node) {
        if (node.silentSince().isPresent()) {
            return "lost";
        }
        if (node.intent().isPresent()) {
            return node.drainWord();
        }
        return node.status().trouble().isPresent() ? "in trouble" : "ready";
    }

    private static String note(NodeObservation node) {
        List<String> notes = new ArrayList<>();
        node.status().trouble().map(Reason::text).ifPresent(notes::add);
        node.intent().map(intent -> note(node, intent)).ifPresent(notes::add);
        return String.join("; ", notes);
    }

    private static String note(NodeObservation node, NodeIntent intent) {
        if (intent.deadAt().isPresent()) {
            return confirmed(node, intent);
        }
        return intent.why().isEmpty() ? "by " + intent.who() : intent.who() + ": " + intent.why();
    }

    /** {@code confirmed dead by alice: its disk burnt}; past tense once the node is back. */
    static String confirmed(NodeObservation node, NodeIntent intent) {
        return (node.isConfirmedDead() ? "" : "was ") + "confirmed dead by " + intent.who()
                + (intent.why().isEmpty() ? "" : ": " + intent.why());
    }

    /** {@code orch nodes -o json}. */
    public static Json json(ClusterView view) {
        return Json.document("orch.nodes/1").with("simulated", Banner.isSimulated(view))
                .with("frozen", Banner.frozen(view))
                .with("nodes", view.observed().nodes().stream()
                        .map(node -> node(node, view)).toList())
                .with("survival", SurvivalText.json(survival(view)));
    }

    private static Json node(NodeObservation node, ClusterView view) {
        Resources taken = reserved(node);
        Optional<NodeIntent> intent = node.intent();
        return Json.object().with("name", node.name())
                .with("state", word(node))
                .with("silentSince", node.silentSince())
                .with("runs", node.assignment().instances().size())
                .with("cpu", cpu(node.node().capacity(), taken))
                .with("memory", memory(node.node().capacity(), taken))
                .with("address", node.node().address()).with("version", node.node().version())
                .with("labels", node.node().labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue()).toList())
                .with("trouble", node.status().trouble().map(StatusJson::reason))
                .with("confirmedDead", node.isConfirmedDead())
                .with("drain", intent.map(each -> Json.object().with("who", each.who())
                        .with("why", each.why()).with("since", each.since())
                        .with("dead", each.deadAt().isPresent())));
    }

    private static Json cpu(Resources all, Resources taken) {
        return Json.object().with("milli", all.milliCpu()).with("reservedMilli", taken.milliCpu());
    }

    private static Json memory(Resources all, Resources taken) {
        return Json.object().with("bytes", all.memoryBytes())
                .with("reservedBytes", taken.memoryBytes());
    }
}
