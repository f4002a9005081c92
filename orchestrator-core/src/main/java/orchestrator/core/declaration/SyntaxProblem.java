package orchestrator.core.declaration;

import java.util.regex.Pattern;
import orchestrator.core.model.SourceMark;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says what the YAML parser complains of, in words about the file and not about the parser. */
final class SyntaxProblem {
    private static final Pattern IMAGE = Pattern.compile("(|.*[\\s{,])image:\\s+[^\\s\"'{},]+");
    private static final Pattern END_OF_VALUE = Pattern.compile("\\s*|\\s+#.*|\\s*[,}].*");

    private SyntaxProblem() {}

    static void of(SourceText source, MarkedYAMLException e, Problems problems) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        String context = e.getContext() == null ? "" : e.getContext();
        Mistake mistake = mistake(problem, context, e.getContextMark());
        boolean atStart = isUnclosed(problem, context) || problem.contains("expected ':'");
        Mark where = atStart && e.getContextMark() != null
                ? e.getContextMark()
                : e.getProblemMark();
        int at = where == null ? 0 : Math.min(where.getIndex(), source.length());
        if (lacksTag(source, at)) {
            problems.add(source.mark(at, at + 1), syntax("the tag after this \":\" is missing",
                    "write a tag, as in mysql:8.4, or leave the \":\" out"));
            return;
        }
        boolean question = context.contains("flow") && at < source.length()
                && source.point(at) == '?';
        problems.add(source.mark(at, at + 1), question
                ? syntax("a \"?\" inside brackets must stand in quotes", "quote the whole text")
                : mistake);
    }

    /** True where an image ends in a colon. */
    private static boolean lacksTag(SourceText source, int at) {
        if (at >= source.length() || source.point(at) != ':') {
            return false;
        }
        SourceMark mark = source.mark(at, at + 1);
        String line = source.line(mark.line());
        int colon = line.offsetByCodePoints(0, mark.column() - 1);
        return IMAGE.matcher(line.substring(0, colon)).matches()
                && END_OF_VALUE.matcher(line.substring(colon + 1)).matches();
    }

    private static boolean isUnclosed(String problem, String context) {
        boolean ends = problem.contains("end of stream") || problem.contains("<stream end>")
                || problem.contains("StreamEnd") || problem.contains("document separator");
        return ends && (context.contains("quoted") || context.contains("flow"));
    }

    private static Mistake mistake(String problem, String context, Mark began) {
        if (isUnclosed(problem, context)) {
            return syntax("this is never closed", context.contains("quoted")
                    ? "the closing quote is missing"
                    : "the closing bracket is missing");
        }
        if (problem.contains("TAB") || context.contains("TAB")) {
            return syntax("a tab cannot indent a line", "use spaces");
        }
        if (problem.contains("mapping values are not allowed")) {
            return syntax("a second \":\" stands in this line, or the indent is wrong",
                    "quote the text, or align the line with its neighbours");
        }
        if (problem.contains("expected ':'")) {
            return syntax("a \":\" is missing after this", "a line of a map is \"key: value\"");
        }
        if (problem.contains("<block end>")) {
            return syntax("this does not fit the lines above it",
                    "align it with them, in columns and in kind");
        }
        if (problem.contains("escape")) {
            return syntax("this escape is not known in a double-quoted text",
                    "use single quotes to keep a backslash as it is");
        }
        if (context.contains("flow") && began != null) {
            return syntax("a \",\" or a closing bracket is missing here",
                    "the bracket of line " + (began.getLine() + 1) + " is open");
        }
        return other(problem, context);
    }

    private static Mistake other(String problem, String context) {
        if (problem.contains("cannot start any token")) {
            return syntax("a text cannot begin with this character", "put the text in quotes");
        }
        if (problem.contains("alias") || problem.contains("anchor")) {
            return Mistake.of(ProblemCode.ALIAS,
                    "anchors and aliases are not part of the language",
                    "write the value where it is used");
        }
        return Mistake.of(ProblemCode.SYNTAX, "this is not YAML"
                + (problem.isEmpty() ? "" : ": " + VisibleText.shown(problem)));
    }

    private static Mistake syntax(String message, String hint) {
        return Mistake.of(ProblemCode.SYNTAX, message, hint);
    }
}
