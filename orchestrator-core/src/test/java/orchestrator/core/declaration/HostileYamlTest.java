package orchestrator.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to hurt: each ends in a problem, soon, and its text is safe to print. */
class HostileYamlTest {
    private static final String RIGHT = """
            project: shop
            services:
              web:
                image: nginx:1.27
                env: {TITLE: text}
            run: {web: 1}
            """;

    record Hostile(String what, String text) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Hostile> hostile() {
        List<Hostile> all = new ArrayList<>();
        aliases(all);
        sizes(all);
        tags(all);
        encodings(all);
        characters(all);
        shapes(all);
        return all;
    }

    private static void add(List<Hostile> all, String what, String text) {
        all.add(new Hostile(what, text));
    }

    private static void aliases(List<Hostile> all) {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String before = "*a" + (i - 1);
            laughs.append("a").append(i).append(": &a").append(i).append(" [")
                    .append((before + ", ").repeat(8)).append(before).append("]\n");
        }
        add(all, "a billion laughs", laughs.toString());
        add(all, "many aliases", "a: &a [x]\nb: [" + "*a, ".repeat(51) + "*a]\n");
        add(all, "an anchor that holds itself", "a: &a [*a]\n");
        add(all, "a map that is its own key", "&a {*a : 1}\n");
        add(all, "an anchor alone", RIGHT.replace("nginx", "&x nginx"));
        add(all, "an unknown alias", RIGHT.replace("nginx:1.27", "*nothing"));
        add(all, "a merge bomb", "a: &a {x: 1}\nb: &b {<<: [*a, *a, *a]}\nc: {<<: [*b, *b]}\n");
        add(all, "a merge key", RIGHT.replace("    env:", "    <<: {cpu: 1}\n    env:"));
    }

    private static void sizes(List<Hostile> all) {
        add(all, "10,000 open brackets", "[".repeat(10_000));
        add(all, "10,000 open braces", "{".repeat(10_000));
        add(all, "10,000 keys in a row", "a: ".repeat(10_000));
        add(all, "10,000 dashes", "- ".repeat(10_000) + "x");
        add(all, "5,000 question marks", "? ".repeat(5_000) + "x");
        add(all, "33 levels", "[".repeat(33) + "]".repeat(33));
        add(all, "32 levels of braces", "{a: ".repeat(40) + "}".repeat(40));
        add(all, "deep indentation", deepIndentation());
        add(all, "100,000 keys", keys(100_000));
        add(all, "5,001 keys", keys(5_001));
        add(all, "3 MB in one text", RIGHT.replace("text", "x".repeat(3 << 20)));
        add(all, "300 KB of comments", "# comment\n".repeat(30_000) + RIGHT);
        add(all, "just over 256 KB", RIGHT + "#" + "x".repeat(256 * 1024));
        add(all, "just over 256 KB of two-byte letters", RIGHT + "#" + "é".repeat(131_072));
        add(all, "a number of 100,000 digits", RIGHT.replace("web: 1", "web: " + "9".repeat(
                100_000)));
        add(all, "a size of 100,000 digits", service("memory: " + "9".repeat(100_000) + "GB"));
        add(all, "an exponent", service("cpu: 1e999999999"));
        add(all, "a duration of many units", service("lost-after: " + "1s".repeat(10_000)));
        add(all, "a name of 100,000 letters", RIGHT.replace("shop", "s".repeat(100_000)));
        add(all, "a key of 100,000 letters", "k".repeat(100_000) + ": 1\n" + RIGHT);
        add(all, "an image made to backtrack", service("cpu: x").replace("nginx:1.27",
                "a-".repeat(500) + "!"));
        add(all, "a path of 10,000 parts", service("volumes: {" + "/a".repeat(10_000)
                + ": data}"));
        add(all, "a circle of 800 services", chain(800));
        add(all, "4,000 references", service("command: \"" + "${x}".repeat(4_000) + "\""));
    }

    private static String deepIndentation() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    private static String keys(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append('k').append(i).append(": 1\n");
        }
        return text.toString();
    }

    private static String chain(int length) {
        StringBuilder text = new StringBuilder("project: shop\nservices:\n");
        for (int i = 0; i < length; i++) {
            text.append("  s").append(i).append("x: {image: a, after: s").append((i + 1) % length)
                    .append("x}\n");
        }
        return text.append("run: {}\n").toString();
    }

    private static void tags(List<Hostile> all) {
        add(all, "a class to be made", RIGHT.replace("text",
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]"));
        add(all, "a tag of our own", RIGHT.replace("text", "!secret text"));
        add(all, "a binary", RIGHT.replace("text", "!!binary aGVsbG8="));
        add(all, "a tag on a map", RIGHT.replace("{TITLE: text}", "!!map {TITLE: text}"));
        add(all, "a tag directive", "%TAG ! tag:example.com,2000:\n---\n" + RIGHT.replace("text",
                "!x text"));
        add(all, "a version of tomorrow", "%YAML 3.0\n---\n" + RIGHT);
        add(all, "an unknown tag handle", RIGHT.replace("text", "!e!x text"));
    }

    private static void encodings(List<Hostile> all) {
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE")) {
            add(all, charset, new String(RIGHT.getBytes(Charset.forName(charset)),
                    StandardCharsets.UTF_8));
        }
        add(all, "Latin-1", new String(RIGHT.replace("text", "caf\u00e9").getBytes(
                StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        add(all, "a cut UTF-8 sequence", new String(new byte[]{'a', ':', ' ', (byte) 0xE6,
                (byte) 0xBC}, StandardCharsets.UTF_8));
        add(all, "overlong UTF-8", new String(new byte[]{'a', ':', ' ', (byte) 0xC0, (byte) 0x80},
                StandardCharsets.UTF_8));
        add(all, "a mark of byte order in the middle", RIGHT.replace("text", "te\uFEFFxt"));
        add(all, "two marks of byte order", "\uFEFF\uFEFF" + RIGHT);
        add(all, "a high surrogate alone", RIGHT.replace("text", "\ud83d"));
        add(all, "a low surrogate alone", RIGHT.replace("text", "\ude00x"));
        add(all, "random bytes", new String(bytes(), StandardCharsets.UTF_8));
        add(all, "a picture", "\u0089PNG\r\n\u001a\n");
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[4096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 ^ i >> 3);
        }
        return bytes;
    }

    private static void characters(List<Hostile> all) {
        for (int point : new int[]{0, 7, 8, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x2028, 0x2029, 0x202E,
                0x2066, 0x200F, 0xFFFE}) {
            add(all, "U+" + Integer.toHexString(point), RIGHT.replace("text",
                    "a" + Character.toString(point) + "b"));
        }
        add(all, "an escape in a comment", "# \u001b]0;title\u0007\n" + RIGHT);
        add(all, "an escaped NUL in a text", RIGHT.replace("text", "\"a\\0b\""));
        add(all, "an escaped ESC in a name", RIGHT.replace("shop", "\"a\\e[31m\""));
        add(all, "an escaped ESC in a key", RIGHT.replace("TITLE", "\"A\\e[2J\""));
        add(all, "an escaped change of direction in a key", RIGHT.replace("image",
                "\"im\\u202Eage\""));
        add(all, "an escaped surrogate", RIGHT.replace("shop", "\"\\ud83d\""));
        add(all, "a form feed as a blank", RIGHT.replace("image: ", "image:\f"));
    }

    private static void shapes(List<Hostile> all) {
        add(all, "nothing", "");
        add(all, "only blanks", "   \n\n  ");
        add(all, "only a mark of byte order", "\uFEFF");
        add(all, "three documents", "---\n---\n---\n");
        add(all, "a document end first", "...\n" + RIGHT + "...\n" + RIGHT);
        add(all, "a tab to indent", RIGHT.replace("    image", "\timage"));
        add(all, "a tab after blanks", RIGHT.replace("    image", "  \timage"));
        add(all, "an open quote", RIGHT.replace("text", "'text"));
        add(all, "an open block", RIGHT.replace("{TITLE: text}", "{TITLE: |"));
        add(all, "a backquote", RIGHT.replace("text", "`text`"));
        add(all, "a percent sign", "%\n" + RIGHT);
        add(all, "a lone return in a text", RIGHT.replace("nginx:1.27", "nginx\r:1.27"));
        add(all, "a colon for a file", ":");
        add(all, "a dash for a file", "-");
        add(all, "a question for a file", "?");
        add(all, "an open brace for a file", "{");
        add(all, "JSON with a comment", "{\"project\": \"shop\" // name\n}");
        add(all, "XML", "<project name=\"shop\"/>");
        add(all, "a shell script", "#!/bin/sh\nset -e\necho $HOME\n");
    }

    private static String service(String line) {
        return RIGHT.replace("    env: {TITLE: text}", "    " + line);
    }

    private static DeclarationReader.Result read(String text) {
        return DeclarationReader.read("shop.yml", text, new TreeMap<>(), 1);
    }

    /** The bound only tells a hang from a slow machine: time is measured in benchmarks. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void ends_in_a_problem_that_can_be_printed(Hostile hostile) {
        DeclarationReader.Result result = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> read(hostile.text()));

        assertThat(result.problems()).as(hostile.what()).isNotEmpty();
        List<Problem> some = result.problems().stream().limit(50).toList();
        String shown = GoldenFiles.shown("shop.yml", hostile.text(), new TreeMap<>(), some);
        assertThat(shown.codePoints().filter(point -> point != '\n')
                .filter(point -> Character.isISOControl(point) || SourceCheck.isHidden(point)))
                .as(hostile.what()).isEmpty();
        assertThat(shown.lines().mapToInt(VisibleText::width).max().orElseThrow())
                .isLessThanOrEqualTo(80);
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(hostile()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void every_way_to_end_a_line_is_understood() {
        String crlf = RIGHT.replace("\n", "\r\n");
        String mixed = RIGHT.replaceFirst("\n", "\r\n").replaceFirst("web:\n", "web:\r");
        String marked = "\uFEFF" + RIGHT;

        for (String text : List.of(crlf, mixed, marked)) {
            assertThat(read(text).problems()).isEmpty();
        }
    }

    @Test
    void lines_are_counted_alike_however_they_end() {
        String wrong = RIGHT.replace("nginx:1.27", "Nginx");

        for (String end : List.of("\n", "\r\n", "\r")) {
            Problem problem = read(wrong.replace("\n", end)).problems().getFirst();
            assertThat(problem.mark()).hasToString("shop.yml:4:12");
        }
    }

    @Test
    void hidden_characters_may_be_written_out_in_a_text() {
        assertThat(read(RIGHT.replace("text", "\"a\\u202Eb\\e[0m\"")).problems()).isEmpty();
    }
}
