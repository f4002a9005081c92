package orchestrator.cli.render;

import java.util.List;

import orchestrator.core.model.Reason;

/** What serves as it is while its change waits: {@code lamp-3/apache-1  waits for its turn}. */
final class HeldRows {
    private static final int MOST = 5;

    private HeldRows() {}

    /** Adds a heading and a row for each of the first few, when there are any. */
    static void section(List<Line> lines, List<InstanceView> held, Look look) {
        if (held.isEmpty()) {
            return;
        }
        lines.add(Line.of(Tone.STRONG, "NEXT"));
        List<InstanceView> first = held.subList(0, Math.min(MOST, held.size()));
        int columns = first.stream().mapToInt(each -> each.id().address().length()).max()
                .orElse(0);
        for (InstanceView each : first) {
            lines.addAll(Wrap.hanging("  " + look.symbol(each.phase()) + " "
                    + Printable.padded(each.id().address(), columns) + "  ready; ", text(each),
                    look.width()));
        }
        if (held.size() > MOST) {
            lines.add(Line.of("  (" + (held.size() - MOST) + " more)"));
        }
    }

    /** What it waits for, to stand behind its name. */
    static String text(InstanceView instance) {
        return instance.held().map(HeldRows::text).orElse("");
    }

    /** Why a whole rollout is held back is said once, above. */
    private static String text(Reason held) {
        return switch (held.code()) {
            case ROLLOUT_PAUSED, ROLLOUT_STOPPED -> "stays as it is for now";
            default -> held.text();
        };
    }
}
