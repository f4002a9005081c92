package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;

import orchestrator.cli.render.Line;
import orchestrator.cli.render.Printable;

/** {@code orch --help}: made without picocli, so that it is there at once. */
final class HelpScreen {
    private static final int VERB_COLUMNS = 10;

    private HelpScreen() {}

    static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("orch runs containers on many nodes the way one YAML file says."));
        lines.add(Line.EMPTY);
        lines.add(Line.of("Usage: orch COMMAND [OPTIONS]"));
        lines.add(Line.EMPTY);
        for (Verb verb : Verb.values()) {
            lines.add(Line.of("  " + Printable.padded(verb.word(), VERB_COLUMNS)
                    + verb.summary()));
        }
        lines.add(Line.EMPTY);
        lines.add(Line.of("Every command takes -h, -o json, -q (no hints) and --debug; "
                + "for another cluster"));
        lines.add(Line.of("than that of orch up: --zookeeper HOST:PORT,... --key-file FILE."));
        lines.add(Line.of("First steps: orch up, orch init lamp, orch plan, orch apply"));
        return lines;
    }
}
