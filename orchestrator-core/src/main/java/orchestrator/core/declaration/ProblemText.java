package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Problems as a person reads them: place and message, the line in question, a caret under the
 * right token, the mend behind it. No line is longer than 80 columns, and nothing in the file can
 * reach the terminal but as visible text.
 */
public final class ProblemText {
    static final int WIDTH = 80;

    private static final int LEAST_GUTTER = 2;

    private ProblemText() {}

    /**
     * All problems of a file and a closing line; ends in a line break.
     *
     * @param fileName as it was given to {@link DeclarationReader#read}
     * @param text     the declaration
     * @param files    the referenced files, by the path written in the declaration
     * @param problems at least one
     */
    public static String of(String fileName, String text, SortedMap<String, String> files,
            List<Problem> problems) {
        Map<String, SourceText> sources = new TreeMap<>();
        files.forEach((path, content) -> {
            String shown = FileNames.beside(fileName, path);
            sources.put(shown, new SourceText(shown, content));
        });
        sources.put(fileName, new SourceText(fileName, text));
        StringBuilder out = new StringBuilder();
        problems.forEach(problem -> out.append(block(problem, sources)));
        return out.append(closing(fileName, problems)).append('\n').toString();
    }

    private static String block(Problem problem, Map<String, SourceText> sources) {
        List<String> lines = new ArrayList<>(wrapped(VisibleText.shown(
                problem.mark() + ": error: " + problem.message()), "", "    "));
        SourceText source = sources.get(problem.mark().file());
        if (source != null) {
            lines.addAll(excerpt(problem, source.line(problem.mark().line())));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> excerpt(Problem problem, String line) {
        String number = Integer.toString(problem.mark().line());
        int gutter = Math.max(LEAST_GUTTER, number.length());
        String empty = " ".repeat(gutter) + " |";
        SourceExcerpt excerpt = SourceExcerpt.of(line, problem.mark(), WIDTH - gutter - 3);
        String caret = empty + " " + excerpt.caret();
        List<String> lines = new ArrayList<>(List.of(empty,
                (" ".repeat(gutter - number.length()) + number + " | " + excerpt.line())
                        .stripTrailing()));
        String hint = VisibleText.shown(problem.hint().orElse(""));
        if (hint.isEmpty() || VisibleText.width(caret + " " + hint) <= WIDTH) {
            lines.add((caret + " " + hint).stripTrailing());
        } else {
            lines.add(caret);
            lines.addAll(wrapped(hint, " ".repeat(gutter) + " = ", " ".repeat(gutter + 3)));
        }
        return lines;
    }

    /** Breaks a text at blanks where it would be longer than a line. */
    private static List<String> wrapped(String text, String first, String next) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean begun = false;
        for (String word : text.split(" ")) {
            if (begun && VisibleText.width(line + " " + word) > WIDTH) {
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

    private static String closing(String fileName, List<Problem> problems) {
        int count = problems.size();
        List<String> files = problems.stream().map(problem -> problem.mark().file()).distinct()
                .map(VisibleText::shown).toList();
        String where = files.isEmpty() ? fileName : String.join(" and ", files);
        return count + (count == 1 ? " error" : " errors") + " in " + where
                + ". Nothing was sent to the cluster.";
    }
}
