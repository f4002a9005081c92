package orchestrator.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void a_table_is_markdown_with_columns_of_one_width() {
        assertThat(new TextTable("what", "rate").row("a long name", "1").toString()).isEqualTo("""
                | what        | rate |
                |-------------| ----:|
                | a long name |    1 |
                """);
    }

    @Test
    void numbers_keep_about_three_digits() {
        assertThat(List.of(TextTable.short3(1234.5), TextTable.short3(12.34),
                TextTable.short3(1.234), TextTable.short3(0.01234), TextTable.times(2)))
                .containsExactly("1,235", "12.3", "1.23", "0.0123", "2.00x");
    }

    @Test
    void a_misspelt_option_is_refused() {
        Options options = new Options(List.of("5000 10000", "--nodes", "1_000"));
        assertThat(options.words()).containsExactly("5000 10000");
        assertThat(options.number("nodes", 3)).isEqualTo(1000);
        assertThatThrownBy(() -> options.only(Set.of("instances")))
                .hasMessageContaining("no --nodes here");
        assertThatThrownBy(() -> new Options(List.of("--nodes")))
                .hasMessage("--nodes needs a value");
    }

    @Test
    void the_conditions_name_cores_and_priority() {
        assertThat(Conditions.line()).contains(" cores, JDK ").contains("priority");
    }
}
