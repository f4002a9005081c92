package orchestrator.reconciler.doctor;

import java.util.ArrayList;
import java.util.List;

/** Gathers what the checks of one group find. */
final class Results {
    private final Group group;
    private final List<Result> results = new ArrayList<>();

    Results(Group group) {
        this.group = group;
    }

    void pass(String text) {
        results.add(new Result.Passed(group, text));
    }

    void find(FindingCode code, String text, String... fix) {
        add(new Result.Finding(code, code.grade(), text, List.of(fix)));
    }

    /** What is wrong elsewhere, and here only good to know. */
    void mention(FindingCode code, String text, String... fix) {
        add(new Result.Finding(code, code.grade(), text, List.of(fix)).milder());
    }

    void findOrMention(boolean grave, FindingCode code, String text, String... fix) {
        if (grave) {
            find(code, text, fix);
        } else {
            mention(code, text, fix);
        }
    }

    private void add(Result.Finding finding) {
        if (finding.group() != group) {
            throw new IllegalArgumentException(finding.code() + " is not of " + group);
        }
        results.add(finding);
    }

    List<Result> all() {
        return List.copyOf(results);
    }
}
