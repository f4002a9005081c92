package orchestrator.benchmarks.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text under a headline, as a Markdown table: it is pasted into the documents as it is. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    /** @param headline the words above the columns */
    public TextTable(String... headline) {
        rows.add(List.of(headline));
    }

    /** One more row, of as many cells as the headline has. */
    public TextTable row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells under "
                    + rows.getFirst().size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The whole table, each column as wide as its widest cell, all but the first to the right. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i)));
            if (i == 0) {
                text.append(rule());
            }
        }
        return text.toString();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < cells.size(); i++) {
            String pattern = " %" + (i == 0 ? "-" : "") + width(i) + "s |";
            line.append(pattern.formatted(cells.get(i)));
        }
        return line.append('\n').toString();
    }

    private String rule() {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < rows.getFirst().size(); i++) {
            line.append(i == 0 ? "-" : " ").append("-".repeat(width(i) + (i == 0 ? 1 : 0)))
                    .append(i == 0 ? "|" : ":|");
        }
        return line.append('\n').toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }

    /** {@code 1,234,567}: a count or a rate. */
    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** Three digits or so, whatever the size: {@code 0.0123}, {@code 1.23}, {@code 1,235}. */
    public static String short3(double number) {
        double size = Math.abs(number);
        String pattern = size >= 100
                ? "%,.0f"
                : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, pattern, number);
    }

    /** A quotient: {@code 2.31x}. */
    public static String times(double quotient) {
        return short3(quotient) + "x";
    }
}
