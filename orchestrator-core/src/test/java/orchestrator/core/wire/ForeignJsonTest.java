package orchestrator.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignJsonTest {
    private static Map<String, String> texts(String json) {
        return ForeignJson.texts(json.getBytes(UTF_8));
    }

    @Test
    void gives_the_texts_at_the_top_and_nothing_deeper() {
        assertThat(texts("""
                {"ref": "refs/heads/main", "size": 3, "deleted": false, "base": null,
                 "commits": [{"ref": "refs/heads/deep"}], "who": {"ref": "x"}, "ü": "\\u00fc"}"""))
                .isEqualTo(Map.of("ref", "refs/heads/main", "ü", "ü"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "\"ref\"", "[]", "[{\"ref\":\"x\"}]", "{", "{\"ref\":",
            "{\"ref\":\"x\"", "{\"ref\":\"x\"}}", "{\"ref\":\"x\"} {}", "{\"ref\":\"x\",}",
            "{ref:\"x\"}", "{'ref':'x'}", "{\"ref\":\"x\"}//", "{\"ref\":\"x\",\"ref\":\"y\"}",
            "{\"ref\":\"x\",\"a\":NaN}", "{\"ref\":\"x\",\"a\":01}", "{\"ref\":\"\u0001\"}",
            "ref=refs/heads/main", "<xml/>", "{\"ref\":\"x\",\"a\":[1,}"})
    void what_is_not_one_object_yields_nothing(String json) {
        assertThatThrownBy(() -> texts(json)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it ").hasMessageNotContaining("ref");
    }

    @Test
    void depth_and_lengths_are_bounded() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String number = "{\"a\":" + "9".repeat(100_000) + "}";
        String text = "{\"a\":\"" + "x".repeat(1_100_000) + "\"}";
        String key = "{\"" + "k".repeat(100_000) + "\":1}";
        for (String json : new String[]{deep, number, text, key}) {
            assertThatThrownBy(() -> texts(json)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(texts("{\"a\":" + "[".repeat(60) + "]".repeat(60) + ",\"b\":\"c\"}"))
                .containsOnlyKeys("b");
    }

    @Test
    void any_bytes_are_read_or_refused_and_nothing_else() {
        byte[] good = "{\"ref\":\"refs/heads/main\",\"n\":[1.5e3,{\"é\":true}]}".getBytes(UTF_8);
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                ForeignJson.texts(bytes);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 4_900);
    }

    @Test
    void what_is_written_reads_the_same() {
        TreeMap<String, String> texts = new TreeMap<>(
                Map.of("state", "success", "description", "\"quoted\"\n\u0000 ü 🙂"));

        assertThat(ForeignJson.texts(ForeignJson.write(texts))).isEqualTo(texts);
    }
}
