package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of cells under headings. The widths follow the content; where that is wider than the screen
 * the widest columns give way and their cells go on in the next line.
 */
public final class Table {
    private static final int GAP = 2;
    private static final int LEAST = 8;
    private static final String MORE = "...";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Tone> tones = new ArrayList<>();
    private final int columns;
    private final Map<Integer, Integer> most = new TreeMap<>();

    /** A table that begins with this row of headings. */
    public Table(String... headings) {
        columns = headings.length;
        add(Tone.STRONG, headings);
    }

    /** Adds a row; {@code tone} is that of the whole row. */
    public void add(Tone tone, String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("a row of " + cells.length + " in a table of "
                    + columns);
        }
        rows.add(List.of(cells).stream().map(Printable::of).toList());
        tones.add(tone);
    }

    /** Shows of each cell in that column, from 0, no more than so many lines. */
    Table cut(int column, int lines) {
        most.put(column, lines);
        return this;
    }

    /** The lines, none wider than {@code width}. */
    public List<Line> lines(int width) {
        int[] widths = widths(width);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            addRow(lines, rows.get(i), tones.get(i), widths);
        }
        return lines;
    }

    private int[] widths(int width) {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Printable.width(row.get(i)));
            }
        }
        int available = width - GAP * (columns - 1);
        int least = Math.max(1, Math.min(LEAST, available / columns));
        while (sum(widths) > available && widths[widest(widths)] > least) {
            widths[widest(widths)]--;
        }
        return widths;
    }

    private static int sum(int[] widths) {
        int sum = 0;
        for (int each : widths) {
            sum += each;
        }
        return sum;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] >= widths[widest] ? i : widest;
        }
        return widest;
    }

    private List<String> cell(String text, int column, int width) {
        List<String> pieces = Wrap.pieces(text, Math.max(1, width));
        int lines = most.getOrDefault(column, Integer.MAX_VALUE);
        if (pieces.size() <= lines) {
            return pieces;
        }
        List<String> shown = new ArrayList<>(pieces.subList(0, lines));
        String last = shown.getLast();
        shown.set(lines - 1, last.substring(0, Wrap.fitting(last,
                Math.max(1, width - MORE.length()))).stripTrailing() + MORE);
        return shown;
    }

    private void addRow(List<Line> lines, List<String> row, Tone tone, int[] widths) {
        List<List<String>> cells = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            cells.add(cell(row.get(i), i, widths[i]));
            height = Math.max(height, cells.getLast().size());
        }
        for (int y = 0; y < height; y++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String piece = y < cells.get(i).size() ? cells.get(i).get(y) : "";
                text.append(Printable.padded(piece, widths[i] + GAP));
            }
            lines.add(Line.of(tone, text.toString().stripTrailing()));
        }
    }
}
