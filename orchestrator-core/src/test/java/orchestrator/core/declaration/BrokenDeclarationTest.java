package orchestrator.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orchestrator.core.declaration.BrokenDeclarations.Broken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenDeclarationTest {
    static List<Broken> broken() {
        return BrokenDeclarations.all();
    }

    private static DeclarationReader.Result read(String text) {
        return DeclarationReader.read("shop.yml", text, BrokenDeclarations.FILES, 1);
    }

    @Test
    void the_declaration_they_are_made_of_is_right() {
        assertThat(read(BrokenDeclarations.RIGHT).problems()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void one_mistake_is_one_problem_on_its_line(Broken broken) {
        List<Problem> problems = read(broken.text()).problems();

        if (broken.line() == 0) {
            assertThat(problems).as(broken.what()).isEmpty();
        } else {
            assertThat(problems).as(broken.what()).hasSize(1);
            assertThat(problems.getFirst().mark().line()).as(broken.what())
                    .isEqualTo(broken.line());
        }
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(broken().size()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void most_misspelt_keys_are_understood() {
        List<Broken> typos = broken().stream().filter(each -> each.meant().isPresent()).toList();

        long understood = typos.stream().filter(typo -> read(typo.text()).problems().getFirst()
                .replacement().equals(typo.meant())).count();

        assertThat(typos).hasSizeGreaterThan(200);
        assertThat(understood * 100 / typos.size()).isGreaterThanOrEqualTo(80);
    }
}
