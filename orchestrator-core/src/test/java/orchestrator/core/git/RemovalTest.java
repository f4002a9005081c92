package orchestrator.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.state.DesiredProject;
import org.junit.jupiter.api.Test;

class RemovalTest {
    private static final List<SortedMap<String, String>> SIX = Collections.nCopies(6,
            new TreeMap<>());

    @Test
    void counts_what_is_gone_of_stacks_and_of_services() {
        Removal removal = Removal.of(project("3", "{a: 2, b: 1}", "2"),
                project("2", "{a: 1}", "5"), List.of());
        assertThat(removal).isEqualTo(new Removal(7, 11,
                List.of("s/a: 4 of 6", "s/b: 3 of 3")));
        assertThat(removal.isMuch()).isTrue();
    }

    @Test
    void half_is_not_much_and_more_of_something_else_makes_up_for_nothing() {
        assertThat(Removal.of(project("1", "{a: 2}", "2"), project("1", "{a: 2}", "0"), List.of())
                .isMuch())
                .isFalse();
        assertThat(Removal.of(project("3", "{a: 1}", "1"), project("0", "{a: 1}", "9"), List.of())
                .isMuch())
                .isTrue();
    }

    @Test
    void one_on_every_node_counts_as_many_as_there_are_nodes() {
        Removal removal = Removal.of(project("1", "{a: 1}", "every-node"),
                project("1", "{a: 1}", "1"), SIX);
        assertThat(removal.gone()).isEqualTo(5);
        assertThat(removal.of()).isEqualTo(7);
        assertThat(Removal.of(project("1", "{a: 1}", "every-node"),
                project("1", "{a: 1}", "every-node"), SIX).gone()).isZero();
    }

    @Test
    void nodes_that_may_not_take_it_do_not_count_and_without_any_it_is_still_there() {
        List<SortedMap<String, String>> nodes = new ArrayList<>(SIX);
        nodes.add(new TreeMap<>(Map.of("disk", "ssd")));
        DesiredProject placed = read("""
                project: web
                services:
                  a: {image: "a:1", place: {only: {disk: ssd}}}
                  d: {image: "d:1"}
                run: {a: every-node, d: 4}
                """);
        DesiredProject without = read("""
                project: web
                services:
                  a: {image: "a:1", place: {only: {disk: ssd}}}
                run: {a: every-node}
                """);
        assertThat(Removal.of(placed, without, nodes))
                .isEqualTo(new Removal(4, 5, List.of("d: 4 of 4")));
        assertThat(Removal.of(without, Words.nothing(without), List.of()).isMuch())
                .isTrue();
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
        return read(text);
    }

    private static DesiredProject read(String text) {
        return DeclarationReader.read("web.yml", text, new TreeMap<>(), 1).project()
                .orElseThrow();
    }
}
