package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static final String LONG = "apache 1.4.2 -> 1.5.0, mysql 8.0 -> 8.4, "
            + "haproxy 2 -> 3, lamp 3 copies -> 12, update parallel 1 -> 3";

    private static Table table() {
        return new Table("REV", "WHEN", "WHO", "FROM", "CHANGE", "RESULT")
                .cut(4, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 30, 40, 58, 80})
    void fits_into_a_narrow_screen(int width) {
        Table table = table();
        table.add(Tone.PLAIN, "  1", "today 14:02", "alexandra", "workstation", LONG,
                "rolling out");
        assertThat(table.lines(width)).allMatch(line -> line.width() <= width);
    }

    @Test
    void shows_of_a_long_cell_no_more_lines_than_it_is_told_to() {
        Table table = table();
        table.add(Tone.PLAIN, "  1", "today 14:02", "alice", "laptop", LONG, "live");
        List<Line> lines = table.lines(70);
        assertThat(lines).hasSize(3);
        assertThat(lines.getLast().text()).endsWith("...");
    }
}
