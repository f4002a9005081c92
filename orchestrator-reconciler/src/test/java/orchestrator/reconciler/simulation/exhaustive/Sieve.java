package orchestrator.reconciler.simulation.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a story with everything that can go wrong in it, one thing at a time. */
final class Sieve {
    private static final int FAILURES_SHOWN = 5;

    private final Scenario scenario;

    private Sieve(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Everything, or the part that {@code -Dorch.exhaustive.part=3/20} asks for. */
    static void sift(Scenario scenario) {
        new Sieve(scenario).run();
    }

    private void run() {
        long began = System.nanoTime();
        Run well = Run.of(scenario, Optional.empty());
        assertThat(well.violations()).isEmpty();
        List<Blow> blows = Part.chosen().of(blows(well));
        List<String> failures = new ArrayList<>();
        for (Blow blow : blows) {
            failure(blow, well).ifPresent(failures::add);
        }
        System.out.println("exhaustive " + scenario.name() + ": " + blows.size() + " runs of "
                + well.calls().size() + " calls, " + failures.size() + " failed, "
                + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertThat(failures).as("%s of %s runs of %s, the first of them:\n%s", failures.size(),
                blows.size(), scenario.name(), String.join("\n",
                        failures.stream().limit(FAILURES_SHOWN).toList()))
                .hasSize(0);
    }

    private static List<Blow> blows(Run well) {
        List<Blow> blows = well.calls().stream().flatMap(call -> Harm.at(call).stream()
                .map(harm -> Blow.at(call, well.begin(), harm))).toList();
        return Blow.chosen().map(name -> blows.stream()
                .filter(blow -> blow.name().equals(name)).toList()).orElse(blows);
    }

    private Optional<String> failure(Blow blow, Run well) {
        try {
            Run run = Run.of(scenario, Optional.of(blow));
            assertThat(run.struck()).as("the call came").isTrue();
            assertThat(run.violations()).isEmpty();
            assertThat(run.end().differences(well.end(), blow.harm())).isEmpty();
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(scenario.name() + ", " + blow + "; alone with -Dtest="
                    + scenario.name() + " -Dorch.exhaustive.blow=" + blow.name() + "\n" + e);
        }
    }
}
