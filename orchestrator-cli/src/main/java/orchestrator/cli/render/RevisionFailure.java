package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Result;

/** Why a revision failed: which instance, its check and last answer, its last words. */
public final class RevisionFailure {
    private static final String INDENT = "    ";
    private static final int KEY_COLUMNS = 8;
    /** How long it failed, as {@code never passed its check in 60s}, before the last answer. */
    private static final Pattern SPAN = Pattern.compile(
            "^((?:never passed its check in|failed for) [^:]*): (.*)$");
    private static final Pattern ASKED = Pattern.compile("^(?:GET \\S+ is |port \\S+: )(.*)$");

    private RevisionFailure() {}

    /** What failed, with the last {@code most} lines of its output. */
    public static List<Line> of(Failure failure, int most, Look look) {
        List<Line> lines = new ArrayList<>();
        String text = failure.reason().text();
        Matcher span = SPAN.matcher(text);
        boolean spans = failure.check().isPresent() && span.matches();
        String symbol = look.symbol(Phase.CRASHED);
        String what = spans ? span.group(1) : text;
        lines.addAll(Wrap.under(symbol + " " + failure.instance().address() + where(failure, what)
                + ": " + what, 4, look.width()));
        lines.set(0, lines.getFirst().toned(Tone.of(Phase.CRASHED), 0, symbol.length()));
        String answer = answer(spans ? span.group(2) : text, spans);
        failure.check().ifPresent(check -> lines.addAll(row("check",
                check + " -> " + answer, look)));
        List<String> output = failure.output();
        output.subList(Math.max(0, output.size() - most), output.size())
                .forEach(each -> lines.addAll(row("output", each, look)));
        return lines;
    }

    /** What came back, of {@code GET /health is 500}: what was asked stands before it already. */
    private static String answer(String text, boolean spans) {
        Matcher asked = ASKED.matcher(text);
        if (asked.matches()) {
            return asked.group(1);
        }
        return spans ? text : "no answer is known";
    }

    private static String where(Failure failure, String what) {
        NodeName node = failure.node();
        return what.contains(node.value()) ? "" : " on " + node;
    }

    /** {@code     check   GET …}; further lines stand below the text. */
    static List<Line> row(String key, String text, Look look) {
        return Wrap.hanging(INDENT + Printable.padded(key, KEY_COLUMNS), text, look.width());
    }

    /** {@code 2 of 3 were never touched.}, or nothing when it is not known. */
    public static String untouched(Failure failure) {
        int rest = failure.of() - failure.touched();
        if (failure.of() == 0) {
            return "";
        }
        return rest == 0
                ? "All " + failure.of() + " had been touched."
                : rest + " of " + failure.of() + (rest == 1 ? " was" : " were")
                        + " never touched.";
    }

    /** The same for programs. */
    public static Json json(Result result, Failure failure) {
        return Json.object().with("revision", result.revision()).with("since", result.since())
                .with("name", failure.instance().address()).with("node", failure.node())
                .with("reason", StatusJson.reason(failure.reason()))
                .with("check", failure.check()).with("output", failure.output())
                .with("touched", failure.touched()).with("of", failure.of())
                .with("rolledBackTo", failure.rolledBackTo());
    }
}
