package orchestrator.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page about the language shows is what the parser takes. */
class LanguageDocumentTest {
    private static final List<String> LINES = GoldenFiles.text(Path.of("../docs/language.md"))
            .lines().toList();

    private static TreeMap<String, String> files() {
        TreeMap<String, String> files = new TreeMap<>();
        files.put("haproxy.cfg", String.join("\n", LINES.stream()
                .dropWhile(line -> !line.startsWith("backend")).takeWhile(line -> !line.equals(
                        "```"))
                .toList()));
        return files;
    }

    /** The last cell of every row that describes a key of a service. */
    static List<String> examples() {
        return LINES.stream().filter(line -> line.startsWith("| `") && line.endsWith("` |"))
                .dropWhile(line -> !line.startsWith("| `image`"))
                .map(line -> line.substring(line.lastIndexOf("| `") + 3, line.length() - 3))
                .filter(example -> example.contains(":")).toList();
    }

    @Test
    void its_example_is_right_and_so_is_its_template() {
        String example = String.join("\n", LINES.stream()
                .dropWhile(line -> !line.equals("```yaml")).skip(1)
                .takeWhile(line -> !line.equals("```")).toList());

        assertThat(DeclarationReader.read("shop.yml", example, files(), 1).problems()).isEmpty();
        assertThat(files().get("haproxy.cfg")).contains("{{#lamp/apache}}");
    }

    @ParameterizedTest
    @EnumSource(KeyTable.class)
    void every_key_is_described(KeyTable table) {
        String text = String.join("\n", LINES);

        assertThat(table.keys()).allSatisfy(key -> assertThat(text).containsAnyOf(
                "| `" + key + "` |", "| `" + key + "`, `", "{" + key + ": ", "{" + key + ":}",
                ", " + key + ": "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void the_example_of_a_key_is_right(String example) {
        String own = example.startsWith("image") ? example : "image: nginx\n    " + example;
        String text = """
                project: shop
                services:
                  mysql: {image: mysql}
                  web:
                    %s
                run: {web: 1, mysql: 1}
                """.formatted(own);
        String ports = example.startsWith("ports")
                ? ""
                : "    ports: {http: 80, sql: 5, admin: 9}\n";
        String whole = text.replace("\nrun:", "\n" + ports + (example.startsWith("reload")
                ? "    files: {/a: b}\nrun:"
                : "run:"));

        List<Problem> problems = DeclarationReader.read("shop.yml", whole, files(), 1).problems();

        assertThat(problems).as(whole).allSatisfy(problem -> assertThat(problem.code())
                .isEqualTo(ProblemCode.WHICH_PORT));
    }

    @Test
    void every_key_of_a_service_has_an_example() {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(KeyTable.SERVICE.keys().size()
                + KeyTable.CHECK.keys().size() + KeyTable.PLACE.keys().size());
    }
}
