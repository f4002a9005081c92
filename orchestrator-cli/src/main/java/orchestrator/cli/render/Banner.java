package orchestrator.cli.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/** What every screen says before anything else: that this is pretended, or that nothing moves. */
public final class Banner {
    private static final String CONSEQUENCE = "Containers keep running; nothing is started or stopped until ";
    private static final Set<ReasonCode> DOUBTS = EnumSet.of(ReasonCode.FROZEN,
            ReasonCode.STORE_IN_DOUBT);

    private Banner() {}

    /** The lines above a screen; mostly none. */
    public static List<Line> of(ClusterView view, Look look) {
        List<Line> lines = new ArrayList<>(simulated(view));
        frozen(view).ifPresent(text -> lines.addAll(bad(text, look)));
        return lines;
    }

    /** Only that this is pretended, when it is. */
    public static List<Line> simulated(ClusterView view) {
        return isSimulated(view)
                ? List.of(Line.of(Tone.DIM, "simulated: no real containers"))
                : List.of();
    }

    /** True when any node only pretends its containers. */
    public static boolean isSimulated(ClusterView view) {
        return view.observed().nodes().stream().anyMatch(each -> each.node().simulated());
    }

    /** Why nothing moves, when that is so. */
    public static Optional<String> frozen(ClusterView view) {
        if (!view.leading()) {
            return Optional.of("FROZEN: no server leads this cluster." + doubt(view) + " "
                    + CONSEQUENCE + "one does.");
        }
        if (!view.observed().complete()) {
            return Optional.of("FROZEN: the cluster store shows only a part. " + CONSEQUENCE
                    + "it shows all.");
        }
        return view.report().flatMap(LeaderReport::brake)
                .map(reason -> "HELD: " + reason.text());
    }

    /** What a node knows of why: the servers that will not lead cannot write it down. */
    private static String doubt(ClusterView view) {
        List<NodeObservation> frozen = view.observed().nodes().stream()
                .filter(node -> node.status().trouble().map(Reason::code)
                        .filter(DOUBTS::contains).isPresent())
                .toList();
        if (frozen.isEmpty()) {
            return "";
        }
        NodeObservation first = frozen.getFirst();
        return " On " + first.name() + others(frozen.size() - 1) + ": "
                + first.status().trouble().orElseThrow().text() + ".";
    }

    private static String others(int count) {
        return count == 0 ? "" : " and " + count + " more";
    }

    /** The same while the store does not answer at all. */
    public static List<Line> silent(Duration silence, Look look) {
        return bad(silence(silence), look);
    }

    /** That text. */
    public static String silence(Duration silence) {
        String since = silence.toSeconds() < 1 ? "" : " for " + Words.duration(silence);
        return "FROZEN" + since + ": the cluster store does not answer. " + CONSEQUENCE
                + "it does.";
    }

    private static List<Line> bad(String text, Look look) {
        return Wrap.paragraph(text, look.width()).stream()
                .map(line -> Line.of(Tone.BAD, line.text())).toList();
    }
}
