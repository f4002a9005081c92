package orchestrator.reconciler.simulation.exhaustive;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one story, or of a share of its runs.
 *
 * @param spared runs that would have been the same as one of those that were made
 */
record Findings(String scenario, Size size, int runs, int spared, long millis,
        List<Finding> wrong) implements Serializable {
    /** How many calls there are in the story, and how many harms to them. */
    record Size(int calls, int harms) implements Serializable {}

    /** One run that went wrong, and how. */
    record Finding(Blow blow, String text) implements Serializable {}

    Findings {
        wrong = List.copyOf(wrong);
    }

    Findings with(Findings others) {
        List<Finding> all = new ArrayList<>(wrong);
        all.addAll(others.wrong);
        return new Findings(scenario, size, runs + others.runs, spared + others.spared,
                Math.max(millis, others.millis), all);
    }

    String describe(Finding finding) {
        return scenario + ", " + finding.blow() + "; alone with -Dtest=ExhaustiveTest"
                + " -Dorch.exhaustive.blow=" + scenario + ":" + finding.blow().name() + "\n  "
                + finding.text().indent(2).strip();
    }

    @Override
    public String toString() {
        return "exhaustive " + scenario + ": " + runs + " runs and " + spared
                + " like them of " + size.harms() + " harms to " + size.calls() + " calls, "
                + wrong.size() + " wrong, " + millis + " ms";
    }
}
