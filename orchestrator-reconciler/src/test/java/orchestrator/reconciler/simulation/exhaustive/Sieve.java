package orchestrator.reconciler.simulation.exhaustive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.simulation.exhaustive.Findings.Finding;
import orchestrator.reconciler.simulation.exhaustive.Findings.Size;

/** Runs a story with everything that can go wrong in it, one thing at a time. */
final class Sieve {
    private final Scenario scenario;
    private final Run well;
    private final List<Finding> wrong = new ArrayList<>();
    private int runs;
    private int spared;

    private Sieve(Scenario scenario) {
        this.scenario = scenario;
        this.well = Run.of(scenario, Optional.empty());
    }

    /** What comes of that share of everything. */
    static Findings sift(Scenario scenario, Part share) {
        long began = System.nanoTime();
        Sieve sieve = new Sieve(scenario);
        List<List<Blow>> blows = sieve.well.fates().blows();
        share.of(Chosen.of(scenario, blows)).forEach(sieve::meet);
        Size size = new Size(sieve.well.fates().calls(),
                blows.stream().mapToInt(List::size).sum());
        return new Findings(scenario.name(), size, sieve.runs, sieve.spared,
                (System.nanoTime() - began) / 1_000_000, sieve.wrong);
    }

    /** One after the other, until one of them shows that the others would be the same. */
    private void meet(List<Blow> alike) {
        boolean differ = true;
        for (Blow blow : alike) {
            if (differ) {
                runs++;
                differ = meet(blow);
            } else {
                spared++;
            }
        }
    }

    /** True unless no server that lags told anything. */
    private boolean meet(Blow blow) {
        try {
            Run run = Run.of(scenario, Optional.of(blow));
            wrong(run, blow).ifPresent(text -> wrong.add(new Finding(blow, text)));
            return run.fates().hasDeceived();
        } catch (AssertionError | RuntimeException e) {
            wrong.add(new Finding(blow, e.toString()));
            return true;
        }
    }

    private Optional<String> wrong(Run run, Blow blow) {
        if (!run.violations().isEmpty()) {
            return Optional.of(String.join("; ", run.violations()));
        }
        if (!run.fates().hasStruck()) {
            return Optional.of("the call never came");
        }
        List<String> differences = run.end().differences(well.end(), blow.harm());
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("the end is another one: " + String.join("; ", differences));
    }
}
