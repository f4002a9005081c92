package orchestrator.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenDeclarationTest {
    static List<Path> right() {
        return GoldenFiles.in("ok");
    }

    static List<Path> wrong() {
        return GoldenFiles.in("bad");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void a_right_declaration_means_what_it_says(Path declaration) {
        DeclarationReader.Result result = GoldenFiles.read(declaration);

        assertThat(result.problems()).isEmpty();
        GoldenFiles.compare(declaration, ".desired",
                DesiredText.of(result.project().orElseThrow()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_mistake_is_shown_where_it_stands(Path declaration) {
        DeclarationReader.Result result = GoldenFiles.read(declaration);

        assertThat(result.project()).isEmpty();
        GoldenFiles.compare(declaration, ".problems",
                GoldenFiles.shown(declaration.getFileName().toString(),
                        GoldenFiles.text(declaration), GoldenFiles.filesBeside(declaration),
                        result.problems()));
    }
}
