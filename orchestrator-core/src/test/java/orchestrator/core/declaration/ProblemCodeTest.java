package orchestrator.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
    private static final List<String> WORDS = Arrays.stream(ProblemCode.values())
            .map(ProblemCode::word).sorted().toList();

    @Test
    void every_kind_of_mistake_has_a_file_that_makes_it() {
        TreeSet<String> made = new TreeSet<>();
        for (Path file : GoldenFiles.in("bad")) {
            GoldenFiles.read(file).problems().forEach(problem -> made.add(problem.code().word()));
        }

        assertThat(made).containsExactlyElementsOf(WORDS);
    }

    @Test
    void every_kind_of_mistake_has_a_line_in_the_documents() {
        List<String> documented = GoldenFiles.text(Path.of("../docs/problems.md")).lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3))).sorted().toList();

        assertThat(documented).isEqualTo(WORDS);
    }
}
