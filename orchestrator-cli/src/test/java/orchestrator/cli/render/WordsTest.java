package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({"0, 0s", "41, 41s", "64, 1m04s", "360, 6m", "7500, 2h05m", "273600, 3d 4h",
            "-5, 0s"})
    void says_durations(long seconds, String text) {
        assertThat(Words.duration(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"64, 1m04s", "361, 6m", "7900, 2h"})
    void says_long_durations_roughly(long seconds, String text) {
        assertThat(Words.roughly(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"268435456, 256MB", "1073741824, 1GB", "1610612736, 1.5GB", "1207959552, 1152MB",
            "512, 512B", "1024, 1KB"})
    void says_memory_in_the_units_of_the_file(long bytes, String text) {
        assertThat(Words.memory(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"500, 0.5", "1000, 1", "250, 0.25", "10000, 10", "0, 0"})
    void says_cpu(int milli, String text) {
        assertThat(Words.cpu(milli)).isEqualTo(text);
    }

    @Test
    void counts_and_lists() {
        assertThat(Words.count(1, "copy")).isEqualTo("1 copy");
        assertThat(Words.count(2, "copy")).isEqualTo("2 copies");
        assertThat(Words.count(3, "instance")).isEqualTo("3 instances");
        assertThat(Words.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
        assertThat(Words.list(List.of("a"))).isEqualTo("a");
    }

    @Test
    void names_the_day_only_where_it_is_another() {
        Instant now = Instant.parse("2026-11-22T14:00:00Z");
        assertThat(Words.when(now.minusSeconds(60), now, ZoneOffset.UTC)).isEqualTo("13:59:00");
        assertThat(Words.when(now.minus(Duration.ofDays(2)), now, ZoneOffset.UTC))
                .isEqualTo("Fri 14:00");
        assertThat(Words.when(now.minus(Duration.ofDays(30)), now, ZoneOffset.UTC))
                .isEqualTo("2026-10-23 14:00");
        assertThat(Words.day(now.minusSeconds(60), now, ZoneOffset.UTC)).isEqualTo("today 13:59");
        assertThat(Words.day(now.minus(Duration.ofDays(2)), now, ZoneOffset.UTC))
                .isEqualTo("Fri 14:00");
    }
}
