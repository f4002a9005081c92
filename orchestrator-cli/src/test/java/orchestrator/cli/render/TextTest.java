package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    private static List<String> texts(List<Line> lines) {
        return lines.stream().map(Line::text).toList();
    }

    @Test
    void wraps_below_the_beginning_and_loses_no_word() {
        assertThat(texts(Wrap.hanging("  core-01  no  ", "runs lamp-1/mysql-1 and two more of it",
                40))).containsExactly("  core-01  no  runs lamp-1/mysql-1 and",
                        "               two more of it");
    }

    @Test
    void keeps_a_command_in_one_line() {
        assertThat(Wrap.pieces("It differs from what git says. Next: orch git status hello", 56))
                .containsExactly("It differs from what git says.", "Next: orch git status hello");
        assertThat(Wrap.pieces("revision 2 failed and is rolled back: orch history 2", 51))
                .containsExactly("revision 2 failed and is rolled back:", "orch history 2");
        assertThat(Wrap.pieces("So with two more (orch plan --without core-01).", 42))
                .containsExactly("So with two more", "(orch plan --without core-01).");
        assertThat(Wrap.pieces("nothing is replaced until orch resume", 32))
                .containsExactly("nothing is replaced until", "orch resume");
        assertThat(Wrap.pieces("and then orch git connect its new address", 22))
                .containsExactly("and then", "orch git connect its", "new address");
        assertThat(Wrap.pieces("Mend shop.yml. Next: orch apply -f shop.yml, and wait", 47))
                .containsExactly("Mend shop.yml. Next: orch apply -f shop.yml,", "and wait");
    }

    @Test
    void breaks_a_command_only_where_it_has_no_room() {
        assertThat(Wrap.pieces("Next: orch node confirm-dead core-01", 20))
                .containsExactly("Next: orch node", "confirm-dead core-01");
        assertThat(Wrap.pieces("So: orch history 2 -p a-long-name-of-it", 22))
                .containsExactly("So: orch history 2 -p", "a-long-name-of-it");
    }

    @Test
    void breaks_what_has_no_space() {
        String digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef";
        List<String> pieces = Wrap.pieces(digest, 20);
        assertThat(pieces).allMatch(piece -> piece.length() <= 20);
        assertThat(String.join("", pieces)).isEqualTo(digest);
    }

    @Test
    void shows_control_characters_instead_of_sending_them() {
        assertThat(Printable.of("\u001b[2Ja\tb\u202e\u0085")).isEqualTo(
                "\\x1b[2Ja\\x09b\\u202e\\x85");
        assertThat(Line.of("x\ny").text()).isEqualTo("x\\x0ay");
    }

    @Test
    void counts_columns_and_not_letters() {
        assertThat(Printable.width("你好")).isEqualTo(4);
        assertThat(Printable.width("e\u0301")).isEqualTo(1);
        assertThat(Printable.width("●")).isEqualTo(1);
        assertThat(Printable.padded("好", 4)).isEqualTo("好  ");
    }

    @Test
    void a_table_gives_way_where_it_is_widest() {
        Table table = new Table("NAME", "NOTE");
        table.add(Tone.PLAIN, "core-01", "a note that goes on for much longer than the screen is");
        assertThat(table.lines(40)).allMatch(line -> line.width() <= 40);
        assertThat(String.join(" ", texts(table.lines(40)))).contains("screen is");
    }

    @Test
    void finds_what_was_probably_meant() {
        List<String> verbs = List.of("status", "apply", "plan", "why");
        assertThat(Nearest.of("statsu", verbs)).contains("status");
        assertThat(Nearest.of("aply", verbs)).contains("apply");
        assertThat(Nearest.of("stat", verbs)).contains("status");
        assertThat(Nearest.of("banana", verbs)).isEmpty();
    }

    @Test
    void json_escapes_everything_that_must_be() {
        Json json = Json.object().with("text", "a\"b\\c\n\u001b\ud83d\ude00\u2028")
                .with("none", java.util.Optional.empty()).with("list", List.of(1, true));
        assertThat(json.toString()).isEqualTo("{\"text\":\"a\\\"b\\\\c\\n\\u001b\\ud83d\\ude00"
                + "\\u2028\",\"list\":[1,true]}");
    }
}
