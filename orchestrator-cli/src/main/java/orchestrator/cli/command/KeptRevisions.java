package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Words;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Outcome;

/** The revisions of a project that are kept, the newest first. */
record KeptRevisions(ProjectName project, List<Revision> all) {
    static KeptRevisions of(ProjectName project, List<Revision> revisions) {
        return new KeptRevisions(project, revisions.stream()
                .sorted(Comparator.comparing(Revision::number).reversed()).toList());
    }

    /**
     * The one of that number, as a person typed it.
     *
     * @throws Failure when it is no number, or not kept
     */
    Revision find(String typed) {
        if (!typed.matches("\\d{1,9}")) {
            throw Failure.wrongInput("\"" + typed + "\" is not the number of a revision",
                    "orch history lists them");
        }
        int number = Integer.parseInt(typed);
        return all.stream().filter(each -> each.number() == number).findFirst()
                .orElseThrow(() -> Failure.wrongInput("revision " + number + " of " + project
                        + " is not kept; kept: " + ranges(), "orch history"));
    }

    /**
     * The newest one that ran as asked and says something else than the current one, the last good
     * one first when the current one failed.
     *
     * @throws Failure when there is none
     */
    Revision lastGood(Revision current, RolloutRecord record) {
        if (current.number() == 1) {
            throw Failure.wrongInput(project + " is at revision 1, its first: there is nothing to"
                    + " go back to", "change " + current.file() + ", then orch apply");
        }
        return all.stream().filter(each -> each.number() < current.number() && !each.deletes()
                && !isSame(each, current) && hasRun(each, record)).findFirst()
                .orElseThrow(() -> Failure.wrongInput(project
                        + " has no earlier revision to go back to: none that ran as asked says"
                        + " something else; kept: " + ranges(),
                        "orch history, then orch rollback N"));
    }

    /** True when both say the same of what should run. */
    static boolean isSame(Revision one, Revision other) {
        return one.deletes() == other.deletes() && one.text().equals(other.text())
                && one.files().equals(other.files());
    }

    private static boolean hasRun(Revision revision, RolloutRecord record) {
        Optional<Outcome> outcome = record.result(revision.number())
                .map(RolloutRecord.Result::outcome);
        return record.good() == revision.number() || outcome.equals(Optional.of(Outcome.DONE));
    }

    /** {@code 3 and 5 to 9}. */
    private String ranges() {
        List<String> ranges = new ArrayList<>();
        List<Integer> numbers = all.reversed().stream().map(Revision::number).toList();
        int first = 0;
        for (int i = 0; i < numbers.size(); i++) {
            boolean last = i + 1 == numbers.size() || numbers.get(i + 1) > numbers.get(i) + 1;
            if (last) {
                ranges.add(numbers.get(first).equals(numbers.get(i))
                        ? numbers.get(i).toString()
                        : numbers.get(first) + " to " + numbers.get(i));
                first = i + 1;
            }
        }
        return Words.list(ranges);
    }
}
