package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;

/** What kept {@code apply} from being done: each instance, and last how it stands. */
public final class FailureScreen {
    private static final int MOST = 5;
    private static final int MOST_OUTPUT = 3;

    private FailureScreen() {}

    /** The failures of a project. */
    public static List<Line> of(ProjectView project, Look look) {
        List<InstanceView> failures = Progress.failures(project);
        List<Line> lines = new ArrayList<>();
        failures.stream().limit(MOST).forEach(each -> lines.addAll(of(each, look)));
        if (failures.size() > MOST) {
            lines.add(Line.of("(" + (failures.size() - MOST) + " more: orch status)"));
        }
        return lines;
    }

    private static List<Line> of(InstanceView instance, Look look) {
        String symbol = look.symbol(instance.phase());
        List<Line> lines = new ArrayList<>(Wrap.under(symbol + " " + instance.id().address() + " "
                + sentence(instance), 4, look.width()));
        lines.set(0, lines.getFirst().toned(Tone.of(instance.phase()), 0, symbol.length()));
        List<String> output = instance.output();
        output.subList(Math.max(0, output.size() - MOST_OUTPUT), output.size())
                .forEach(text -> lines.addAll(Wrap.hanging("    output  ", text, look.width())));
        String command = output.isEmpty() ? "orch why " : "orch logs ";
        lines.add(Line.of("    more    " + command + instance.id().address()));
        return lines;
    }

    private static String sentence(InstanceView instance) {
        return instance.sentence() + (instance.isStranded()
                ? ": " + instance.held().orElseThrow().text()
                : "");
    }
}
