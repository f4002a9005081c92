package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Instances with their phase and reason: {@code ✗ lamp-3/mysql-1  crashed  on core-03: …}. */
public final class InstanceRows {
    private static final int PHASE_COLUMNS = 9;
    private static final int WIDEST_NAME = 30;

    private InstanceRows() {}

    /** Adds a heading and a row per instance, when there are any. */
    static void section(List<Line> lines, String heading, List<InstanceView> instances,
            Look look) {
        if (!instances.isEmpty()) {
            lines.add(Line.of(Tone.STRONG, heading));
            lines.addAll(of(instances, look));
        }
    }

    /** A row per instance, names in one column. */
    static List<Line> of(List<InstanceView> instances, Look look) {
        int longest = instances.stream().mapToInt(each -> each.id().address().length()).max()
                .orElse(0);
        List<Line> lines = new ArrayList<>();
        instances.forEach(each -> lines.addAll(row(each, Math.min(longest, WIDEST_NAME), look)));
        return lines;
    }

    /** One instance; its reason goes on below itself. */
    static List<Line> row(InstanceView instance, int nameColumns, Look look) {
        String symbol = look.symbol(instance.phase());
        String head = "  " + symbol + " " + Printable.padded(instance.id().address(), nameColumns)
                + "  " + Printable.padded(instance.phase().word(), PHASE_COLUMNS) + "  ";
        List<Line> lines = new ArrayList<>(
                Wrap.hanging(head, instance.explanation(), look.width()));
        lines.set(0, lines.getFirst().toned(Tone.of(instance.phase()), 2, symbol.length()));
        return lines;
    }
}
