package orchestrator.reconciler.doctor;

import java.util.List;

/** What came of one check. */
public sealed interface Result {
    /** What was looked at. */
    Group group();

    /** In a few words. */
    String text();

    /** All is well. */
    record Passed(Group group, String text) implements Result {}

    /**
     * Something to know.
     *
     * @param grade that of the code, or a milder one where it matters less
     * @param text  what is wrong, and of what
     * @param fix   commands to type or lines to write, in order
     */
    record Finding(FindingCode code, Grade grade, String text, List<String> fix)
            implements
                Result {
        public Finding {
            fix = List.copyOf(fix);
        }

        @Override
        public Group group() {
            return code.group();
        }

        /** Why it matters, in one sentence. */
        public String why() {
            return code.why();
        }

        /** The same, which here is only good to know. */
        Finding milder() {
            return new Finding(code, grade == Grade.WRONG ? Grade.NOTE : grade, text, fix);
        }
    }
}
