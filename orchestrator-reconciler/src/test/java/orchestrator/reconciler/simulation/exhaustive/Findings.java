package orchestrator.reconciler.simulation.exhaustive;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What came of one story, or of a share of its runs. */
record Findings(String scenario, int calls, int runs, long millis, List<Finding> wrong)
        implements
            Serializable {
    /** One run that went wrong, and how. */
    record Finding(Blow blow, String text) implements Serializable {}

    Findings {
        wrong = List.copyOf(wrong);
    }

    Findings with(Findings others) {
        List<Finding> all = new ArrayList<>(wrong);
        all.addAll(others.wrong);
        return new Findings(scenario, calls, runs + others.runs, Math.max(millis, others.millis),
                all);
    }

    String describe(Finding finding) {
        return scenario + ", " + finding.blow() + "; alone with -Dtest=ExhaustiveTest"
                + " -Dorch.exhaustive.blow=" + scenario + ":" + finding.blow().name() + "\n  "
                + finding.text().indent(2).strip();
    }

    @Override
    public String toString() {
        return "exhaustive " + scenario + ": " + runs + " runs of " + calls + " calls, "
                + wrong.size() + " wrong, " + millis + " ms";
    }
}
