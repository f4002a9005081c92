package orchestrator.core.declaration;

import java.util.List;

import orchestrator.core.model.SourceMark;

/**
 * A line of a file and the caret under a part of it, both fit to be printed: a long line is cut to
 * what is around the caret, and what is wider or narrower than a column shifts nothing.
 *
 * @param line  the line as it is shown
 * @param caret blanks, then {@code ^~~~} under the marked part
 */
record SourceExcerpt(String line, String caret) {
    private static final String CUT = "...";
    private static final int CONTEXT = 3;

    static SourceExcerpt of(String line, SourceMark mark, int width) {
        List<String> cells = line.codePoints().mapToObj(VisibleText::shown).toList();
        int start = Math.min(mark.column() - 1, cells.size());
        int end = Math.clamp(mark.endColumn() - 1L, start, cells.size());
        int from = 0;
        int to = cells.size();
        if (width(cells, 0, to) > width) {
            from = firstShown(cells, start, width);
            to = lastShown(cells, from, width - CUT.length() * (from > 0 ? 2 : 1));
        }
        String before = from > 0 ? CUT : "";
        String after = to < cells.size() ? CUT : "";
        int marked = Math.max(1, width(cells, start, Math.min(end, to)));
        return new SourceExcerpt(before + String.join("", cells.subList(from, to)) + after,
                " ".repeat(before.length() + width(cells, from, start)) + "^"
                        + "~".repeat(marked - 1));
    }

    private static int firstShown(List<String> cells, int start, int width) {
        int from = start;
        while (from > 0 && width(cells, from - 1, start) <= width / CONTEXT) {
            from--;
        }
        return from;
    }

    private static int lastShown(List<String> cells, int from, int width) {
        int to = from;
        int used = 0;
        while (to < cells.size() && used + VisibleText.width(cells.get(to)) <= width) {
            used += VisibleText.width(cells.get(to++));
        }
        return to;
    }

    private static int width(List<String> cells, int from, int to) {
        return from >= to ? 0 : cells.subList(from, to).stream().mapToInt(VisibleText::width).sum();
    }
}
