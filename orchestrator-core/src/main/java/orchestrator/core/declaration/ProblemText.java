package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Problems as a person reads them: place and message, the line in question, a caret under the
 * right token, the mend behind it. No line is longer than the screen, and nothing in the file can
 * reach the terminal but as visible text.
 */
public final class ProblemText {
    private static final int LEAST_GUTTER = 2;

    private final Map<String, SourceText> sources = new TreeMap<>();
    private final int width;

    private ProblemText(SortedMap<String, String> texts, int width) {
        texts.forEach((name, text) -> sources.put(name, new SourceText(name, text)));
        this.width = width;
    }

    /**
     * The lines that show problems, one block for each.
     *
     * @param texts the declaration and the files it names, by the names the problems' marks have
     * @param width columns of the screen, at least 40
     */
    public static List<String> lines(List<Problem> problems, SortedMap<String, String> texts,
            int width) {
        ProblemText text = new ProblemText(texts, width);
        return problems.stream().flatMap(problem -> text.block(problem).stream()).toList();
    }

    private List<String> block(Problem problem) {
        List<String> lines = new ArrayList<>(wrapped(VisibleText.shown(
                problem.mark() + ": error: " + problem.message()), "", "    "));
        SourceText source = sources.get(problem.mark().file());
        if (source != null) {
            lines.addAll(excerpt(problem, source.line(problem.mark().line())));
        }
        return lines;
    }

    private List<String> excerpt(Problem problem, String line) {
        String number = Integer.toString(problem.mark().line());
        int gutter = Math.max(LEAST_GUTTER, number.length());
        String empty = " ".repeat(gutter) + " |";
        SourceExcerpt excerpt = SourceExcerpt.of(line, problem.mark(), width - gutter - 3);
        String caret = empty + " " + excerpt.caret();
        List<String> lines = new ArrayList<>(List.of(empty,
                (" ".repeat(gutter - number.length()) + number + " | " + excerpt.line())
                        .stripTrailing()));
        String hint = VisibleText.shown(problem.hint().orElse(""));
        if (hint.isEmpty() || VisibleText.width(caret + " " + hint) <= width) {
            lines.add((caret + " " + hint).stripTrailing());
        } else {
            lines.add(caret);
            lines.addAll(wrapped(hint, " ".repeat(gutter) + " = ", " ".repeat(gutter + 3)));
        }
        return lines;
    }

    /** Breaks a text at blanks where it would be longer than a line. */
    private List<String> wrapped(String text, String first, String next) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean begun = false;
        for (String word : text.split(" ")) {
            if (begun && VisibleText.width(line + " " + word) > width) {
                lines.add(line.toString());
                line = new StringBuilder(next);
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }

    /** Says how many there are, and that nothing came of the file; at least one. */
    public static String closing(List<Problem> problems) {
        int count = problems.size();
        List<String> files = problems.stream().map(problem -> problem.mark().file()).distinct()
                .map(VisibleText::shown).toList();
        return count + (count == 1 ? " error" : " errors") + " in "
                + String.join(" and ", files) + ". Nothing was sent to the cluster.";
    }
}
