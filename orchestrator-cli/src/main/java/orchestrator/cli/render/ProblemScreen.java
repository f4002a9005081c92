package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import orchestrator.core.declaration.Problem;
import orchestrator.core.model.SourceMark;

/** The mistakes of a file, each with its line and a caret below the wrong words. */
public final class ProblemScreen {
    private static final String CUT = "...";

    private ProblemScreen() {}

    /** All of them; {@code texts} are the files as they were read, by name. */
    public static List<Line> of(SortedMap<String, String> texts, List<Problem> problems,
            Look look) {
        List<Line> lines = new ArrayList<>();
        for (Problem problem : problems) {
            SourceMark mark = problem.mark();
            List<String> source = texts.getOrDefault(mark.file(), "").lines().toList();
            lines.addAll(Wrap.under(mark + ": error: " + problem.message(), 4, look.width()));
            if (mark.line() <= source.size()) {
                addExcerpt(lines, source.get(mark.line() - 1), problem, look.width());
            }
        }
        return lines;
    }

    private static void addExcerpt(List<Line> lines, String source, Problem problem, int width) {
        SourceMark mark = problem.mark();
        String number = Integer.toString(mark.line());
        String bar = " ".repeat(number.length() + 1) + " |";
        Window window = Window.around(source, mark, width - bar.length() - 2);
        lines.add(Line.of(bar));
        lines.add(Line.of(" " + number + " | " + window.text()));
        String carets = bar + " " + " ".repeat(window.before()) + "^"
                + "~".repeat(window.length() - 1);
        String hint = problem.hint().orElse("");
        if (Printable.width(carets) + 1 + Printable.width(hint) <= width) {
            lines.add(Line.of((carets + " " + hint).stripTrailing()).toned(Tone.BAD,
                    bar.length() + 1, carets.length()));
        } else {
            lines.add(Line.of(carets).toned(Tone.BAD, bar.length() + 1, carets.length()));
            lines.addAll(Wrap.hanging(bar + " ", hint, width));
        }
    }

    /** The part of a source line around a mark that fits; where something is left out, dots. */
    private record Window(String text, int before, int length) {
        static Window around(String source, SourceMark mark, int columns) {
            String line = Printable.of(source.replace('\t', ' '));
            int from = Math.min(Math.max(0, mark.column() - 1), line.length());
            int to = Math.max(from + 1, Math.min(mark.endColumn() - 1, line.length()));
            if (Printable.width(line) <= columns) {
                return new Window(line, Printable.width(line.substring(0, from)),
                        Math.max(1, to - from));
            }
            int room = columns - 2 * CUT.length();
            int start = Math.max(0, Math.min(from - room / 4, line.length() - room));
            String head = start > 0 ? CUT : "";
            String rest = line.substring(start);
            String shown = rest.substring(0, Wrap.fitting(rest, room));
            String tail = shown.length() < rest.length() ? CUT : "";
            int before = head.length() + Printable.width(line.substring(start, from));
            int length = Math.min(to - from, start + shown.length() - from);
            return new Window(head + shown + tail, before, Math.max(1, length));
        }
    }
}
