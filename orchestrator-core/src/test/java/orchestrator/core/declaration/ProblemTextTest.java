package orchestrator.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.SourceMark;
import org.junit.jupiter.api.Test;

class ProblemTextTest {
    private static final String SHOP = """
            project: shop

            services:
              mysql:
                image: mysql:8.4
                cpu: 1
                # memory is misspelt
                memry: 1GB
              apache:
                image: php:8
                memory: 128
            run:
              mysql: 1
            """;

    private static String shown(String text) {
        TreeMap<String, String> none = new TreeMap<>();
        return GoldenFiles.shown("shop.yml", text, none,
                DeclarationReader.read("shop.yml", text, none, 1).problems());
    }

    private static SourceExcerpt excerpt(String line, int column, int endColumn) {
        return SourceExcerpt.of(line, new SourceMark("f", 1, column, endColumn), 76);
    }

    @Test
    void shows_every_problem_with_its_line_a_caret_and_the_mend() {
        assertThat(shown(SHOP)).isEqualTo("""
                shop.yml:8:5: error: unknown key "memry" in service "mysql"
                   |
                 8 |     memry: 1GB
                   |     ^~~~~ did you mean "memory"?
                shop.yml:11:13: error: memory needs a unit
                   |
                11 |     memory: 128
                   |             ^~~ write 128MB or 128GB
                2 errors in shop.yml. Nothing was sent to the cluster.
                """);
    }

    @Test
    void counts_a_single_error_as_one() {
        assertThat(shown(SHOP.replace("memry", "memory")))
                .endsWith("\n1 error in shop.yml. Nothing was sent to the cluster.\n");
    }

    @Test
    void makes_room_for_long_line_numbers() {
        assertThat(shown("#\n".repeat(120) + SHOP.replace("memry", "memory"))).contains("""
                shop.yml:131:13: error: memory needs a unit
                    |
                131 |     memory: 128
                    |             ^~~ write 128MB or 128GB
                """);
    }

    @Test
    void names_the_files_the_errors_are_in() {
        Problem own = new Problem(ProblemCode.SYNTAX, new SourceMark("a/shop.yml", 1, 1, 2), "one",
                Optional.empty(), Optional.empty());
        Problem other = new Problem(ProblemCode.BAD_TEMPLATE, new SourceMark("a/x.cfg", 1, 3, 4),
                "two", Optional.empty(), Optional.empty());
        TreeMap<String, String> files = new TreeMap<>();
        files.put("a/x.cfg", "ab{{");

        assertThat(GoldenFiles.shown("a/shop.yml", "p", files, List.of(own, other))).isEqualTo("""
                a/shop.yml:1:1: error: one
                   |
                 1 | p
                   | ^
                a/x.cfg:1:3: error: two
                   |
                 1 | ab{{
                   |   ^
                2 errors in a/shop.yml and a/x.cfg. Nothing was sent to the cluster.
                """);
    }

    @Test
    void puts_a_long_hint_on_a_line_of_its_own() {
        Problem problem = new Problem(ProblemCode.SYNTAX, new SourceMark("f", 1, 1, 70),
                "word ".repeat(30).strip(), Optional.of("hint ".repeat(20).strip()),
                Optional.empty());

        String text = GoldenFiles.shown("f", "x".repeat(69), new TreeMap<>(), List.of(problem));

        assertThat(text.lines()).allMatch(line -> line.length() <= 80).hasSize(9);
        assertThat(text).contains("\n   = hint hint");
    }

    @Test
    void a_tab_takes_one_column() {
        assertThat(excerpt("\ta\tbad", 4, 7))
                .isEqualTo(new SourceExcerpt(" a bad", "   ^~~"));
    }

    @Test
    void a_wide_character_takes_two_columns_and_an_accent_none() {
        assertThat(excerpt("\u6f22\u5b57 bad", 4, 7).caret()).isEqualTo("     ^~~");
        assertThat(excerpt("cafe\u0301 bad", 7, 10).caret()).isEqualTo("     ^~~");
        assertThat(excerpt("\ud83d\ude00 bad", 3, 6).caret()).isEqualTo("   ^~~");
        assertThat(excerpt("x \u6f22\u5b57", 3, 5).caret()).isEqualTo("  ^~~~");
    }

    @Test
    void what_could_move_the_cursor_is_written_out() {
        assertThat(excerpt("a\u001b[2Jbad\u202e", 6, 9)).isEqualTo(
                new SourceExcerpt("a\\x1b[2Jbad\\u202e", "        ^~~"));
    }

    @Test
    void a_long_line_is_cut_to_what_is_around_the_caret() {
        SourceExcerpt excerpt = excerpt("a".repeat(200) + "bad" + "c".repeat(200), 201, 204);

        assertThat(excerpt.line()).startsWith("...a").endsWith("c...").hasSize(76);
        assertThat(excerpt.line().indexOf("bad")).isEqualTo(excerpt.caret().indexOf('^'));
        assertThat(excerpt.caret()).endsWith("^~~");
    }

    @Test
    void a_long_token_is_underlined_as_far_as_it_is_shown() {
        SourceExcerpt excerpt = excerpt("  " + "b".repeat(300), 3, 303);

        assertThat(excerpt.line()).hasSize(76);
        assertThat(excerpt.caret()).hasSizeLessThanOrEqualTo(76);
    }

    @Test
    void a_mark_past_the_end_of_a_line_stays_at_its_end() {
        assertThat(excerpt("ab", 9, 12)).isEqualTo(new SourceExcerpt("ab", "  ^"));
        assertThat(excerpt("", 1, 1)).isEqualTo(new SourceExcerpt("", "^"));
    }
}
