package orchestrator.reconciler.simulation.exhaustive;

import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.simulation.exhaustive.Findings.Finding;

/** Runs a story with everything that can go wrong in it, one thing at a time. */
final class Sieve {
    private final Scenario scenario;
    private final Run well;

    private Sieve(Scenario scenario) {
        this.scenario = scenario;
        this.well = Run.of(scenario, Optional.empty());
    }

    /** What comes of that share of everything. */
    static Findings sift(Scenario scenario, Part share) {
        long began = System.nanoTime();
        Sieve sieve = new Sieve(scenario);
        List<Blow> blows = share.of(Blow.chosen(sieve.blows(), scenario));
        List<Finding> wrong = blows.stream().flatMap(blow -> sieve.failure(blow).stream())
                .toList();
        return new Findings(scenario.name(), sieve.well.calls().size(), blows.size(),
                (System.nanoTime() - began) / 1_000_000, wrong);
    }

    private List<Blow> blows() {
        return well.calls().stream().flatMap(call -> Harm.at(call).stream()
                .map(harm -> Blow.at(call, well.begin(), harm))).toList();
    }

    private Optional<Finding> failure(Blow blow) {
        try {
            return wrong(Run.of(scenario, Optional.of(blow)), blow)
                    .map(text -> new Finding(blow, text));
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(new Finding(blow, e.toString()));
        }
    }

    private Optional<String> wrong(Run run, Blow blow) {
        if (!run.violations().isEmpty()) {
            return Optional.of(String.join("; ", run.violations()));
        }
        if (!run.struck()) {
            return Optional.of("the call never came");
        }
        List<String> differences = run.end().differences(well.end(), blow.harm());
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("the end is another one: " + String.join("; ", differences));
    }
}
