package orchestrator.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.core.declaration.BrokenDeclarations.Broken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema for editors and the parser must not part. */
class SchemaTest {
    private static final String TEXT = GoldenFiles.text(Path.of(
            "../schema/project.schema.json"));
    private static final Schema SCHEMA = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);

    /** Mistakes in the shape of one value, which a schema sees as well as the parser. */
    private static final Set<ProblemCode> SHAPE = Set.of(ProblemCode.UNKNOWN_KEY,
            ProblemCode.MISSING_KEY, ProblemCode.NO_VALUE, ProblemCode.WRONG_TYPE,
            ProblemCode.BAD_NAME, ProblemCode.BAD_NUMBER, ProblemCode.OUT_OF_RANGE,
            ProblemCode.BAD_SIZE, ProblemCode.BAD_DURATION, ProblemCode.BAD_WORD,
            ProblemCode.BAD_PATH, ProblemCode.EMPTY_FILE);

    /**
     * Lengths of time and sizes are texts to a schema: it knows their form, not their range. It
     * sees no keys that are lists.
     */
    private static final Set<String> UNSEEN = Set.of("lost-after-too-long.yaml",
            "memory-too-small.yaml", "key-is-a-list.yaml");

    static List<Path> corpus() {
        List<Path> all = new java.util.ArrayList<>(GoldenFiles.in("ok"));
        all.addAll(GoldenFiles.in("bad"));
        return all;
    }

    static List<Broken> broken() {
        return BrokenDeclarations.all();
    }

    private static YamlNode.Fields definition(String name) {
        YamlNode root = YamlTreeReader.read(new SourceText("schema", TEXT),
                new Problems("schema")).orElseThrow();
        return member(member((YamlNode.Fields) root, "$defs").orElseThrow(), name).orElseThrow();
    }

    private static Optional<YamlNode.Fields> member(YamlNode.Fields fields, String name) {
        return fields.fields().stream().filter(field -> field.name().equals(name)).findFirst()
                .map(field -> (YamlNode.Fields) field.value());
    }

    @ParameterizedTest
    @EnumSource(KeyTable.class)
    void has_the_keys_of_the_parser_at_every_level(KeyTable table) {
        YamlNode.Fields properties = member(definition(table.word()), "properties").orElseThrow();
        Set<String> inSchema = new TreeSet<>(properties.fields().stream()
                .map(YamlNode.Field::name).toList());

        assertThat(inSchema).isEqualTo(new TreeSet<>(table.keys()));
    }

    @ParameterizedTest
    @EnumSource(KeyTable.class)
    void describes_every_key_and_takes_no_other(KeyTable table) {
        YamlNode.Fields definition = definition(table.word());

        assertThat(JsonText.of(definition)).contains("\"additionalProperties\":false");
        member(definition, "properties").orElseThrow().fields().forEach(key -> {
            String description = JsonText.of(key.value());
            String target = description.replaceAll(".*\"#/\\$defs/([a-z-]+)\".*", "$1");
            boolean described = description.contains("\"description\"")
                    || JsonText.of(definition(target)).contains("\"description\"");
            assertThat(described).as(key.name()).isTrue();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void judges_a_file_as_the_parser_does(Path file) {
        judge(file.getFileName().toString(), GoldenFiles.text(file),
                GoldenFiles.read(file).problems());
    }

    @Test
    void judges_what_is_broken_by_a_program_as_the_parser_does() {
        for (Broken broken : broken()) {
            judge(broken.what(), broken.text(), DeclarationReader.read("shop.yml", broken.text(),
                    BrokenDeclarations.FILES, 1).problems());
        }
    }

    /** {@code KEY:} and {@code KEY: null} are one to a schema; the second is a text in env. */
    private static boolean isEmptyText(List<Problem> problems) {
        return problems.getFirst().hint().equals(Optional.of("write \"\" for an empty one"));
    }

    private static void judge(String name, String text, List<Problem> problems) {
        Optional<YamlNode> tree = YamlTreeReader.read(new SourceText(name, text),
                new Problems(name));
        boolean shape = problems.stream().anyMatch(problem -> SHAPE.contains(problem.code()));
        boolean judged = problems.isEmpty()
                || shape && !UNSEEN.contains(name) && !isEmptyText(problems);
        if (tree.isPresent() && judged) {
            assertThat(SCHEMA.validate(JsonText.of(tree.get()), InputFormat.JSON).isEmpty())
                    .as(name + " " + problems).isEqualTo(problems.isEmpty());
        }
    }
}
