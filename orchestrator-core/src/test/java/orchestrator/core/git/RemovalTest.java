package orchestrator.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.state.DesiredProject;
import org.junit.jupiter.api.Test;

class RemovalTest {
    @Test
    void counts_what_is_gone_of_stacks_and_of_services() {
        Removal removal = Removal.of(project("3", "{a: 2, b: 1}", "2"),
                project("2", "{a: 1}", "5"), 0);
        assertThat(removal).isEqualTo(new Removal(7, 11,
                java.util.List.of("s/a: 4 of 6", "s/b: 3 of 3")));
        assertThat(removal.isMuch()).isTrue();
    }

    @Test
    void half_is_not_much_and_more_of_something_else_makes_up_for_nothing() {
        assertThat(Removal.of(project("1", "{a: 2}", "2"), project("1", "{a: 2}", "0"), 0).isMuch())
                .isFalse();
        assertThat(Removal.of(project("3", "{a: 1}", "1"), project("0", "{a: 1}", "9"), 0).isMuch())
                .isTrue();
    }

    @Test
    void one_on_every_node_counts_as_many_as_there_are_nodes() {
        Removal removal = Removal.of(project("1", "{a: 1}", "every-node"),
                project("1", "{a: 1}", "1"), 6);
        assertThat(removal.gone()).isEqualTo(5);
        assertThat(removal.of()).isEqualTo(7);
        assertThat(Removal.of(project("1", "{a: 1}", "every-node"),
                project("1", "{a: 1}", "every-node"), 6).gone()).isZero();
    }

    private static DesiredProject project(String copies, String members, String direct) {
        String text = """
                project: web
                services:
                  a: {image: "a:1"}
                  b: {image: "b:1"}
                  d: {image: "d:1"}
                stacks:
                  s: %s
                run:
                  s: %s
                  d: %s
                """.formatted(members, copies, direct);
        return DeclarationReader.read("web.yml", text, new TreeMap<>(), 1).project()
                .orElseThrow();
    }
}
