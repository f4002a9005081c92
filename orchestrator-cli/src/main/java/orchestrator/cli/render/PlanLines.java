package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;

/** The lines of a plan in the making: heads with a sign and a name, and details below them. */
final class PlanLines {
    static final String INDENT = "      ";
    private static final int KEY_COLUMNS = 8;
    private static final int MOST_KEY_COLUMNS = 20;

    private final Look look;
    private final int nameColumns;
    private final List<Line> lines = new ArrayList<>();

    PlanLines(Look look, int nameColumns) {
        this.look = look;
        this.nameColumns = nameColumns;
    }

    Look look() {
        return look;
    }

    void add(Line line) {
        lines.add(line);
    }

    void addAll(List<Line> more) {
        lines.addAll(more);
    }

    /** {@code   ~ apache   3 replaced}. */
    void head(Tone tone, String sign, String name, String text) {
        List<Line> all = new ArrayList<>(Wrap.hanging("  " + sign + " "
                + Printable.padded(name, nameColumns) + " ", text, look.width()));
        all.set(0, all.getFirst().toned(tone, 2, 1));
        lines.addAll(all);
    }

    /** One key and what is said of it. */
    record Detail(String key, String text) {}

    /** {@code       image    1.4.2 -> 1.5.0}. */
    void detail(String key, String text) {
        details(List.of(new Detail(key, text)));
    }

    /** Several, their texts in one column as far as the keys are not too long for it. */
    void details(List<Detail> details) {
        int columns = details.stream().mapToInt(each -> each.key().length())
                .filter(length -> length <= MOST_KEY_COLUMNS).reduce(KEY_COLUMNS, Math::max);
        details.forEach(each -> lines.addAll(Wrap.hanging(
                INDENT + Printable.padded(each.key(), columns) + " ", each.text(),
                look.width())));
    }

    List<Line> lines() {
        return lines;
    }
}
