package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells under headings. The widths follow the content; where that is wider than the screen
 * the widest columns give way and their cells go on in the next line.
 */
public final class Table {
    private static final int GAP = 2;
    private static final int LEAST = 8;

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Tone> tones = new ArrayList<>();
    private final int columns;

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
        while (sum(widths) > available && widths[widest(widths)] > LEAST) {
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

    private static void addRow(List<Line> lines, List<String> row, Tone tone, int[] widths) {
        List<List<String>> cells = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            cells.add(Wrap.pieces(row.get(i), Math.max(1, widths[i])));
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
