package orchestrator.reconciler.simulation.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong once, wherever in a story, it ends as if nothing had. What happens is in
 * {@link Stories}, what goes wrong in {@link Harm}.
 */
class ExhaustiveTest {
    private static final int SHOWN = 5;
    private static Map<String, Findings> findings = Map.of();

    @BeforeAll
    static void sift() {
        findings = Workers.run();
        findings.values().forEach(System.out::println);
    }

    static Stream<String> stories() {
        return Stories.all().stream().map(Scenario::name);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void ends_well_whatever_goes_wrong(String story) {
        Findings found = findings.get(story);
        assertThat(found.wrong().size()).as("%s; the first of them:\n%s", found,
                found.wrong().stream().limit(SHOWN).map(found::describe)
                        .collect(Collectors.joining("\n")))
                .isZero();
    }

    @Test
    void there_are_thirteen_stories_and_a_call_to_meet_in_each() {
        assertThat(findings).hasSize(13);
        assertThat(findings.values()).allMatch(each -> each.size().calls() > 20);
    }
}
