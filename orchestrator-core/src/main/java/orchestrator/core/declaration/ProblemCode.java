package orchestrator.core.declaration;

import java.util.Locale;

/** What kinds of mistakes a file may have. Each has a test and a line in docs/reasons.md. */
public enum ProblemCode {
    SYNTAX, UNKNOWN_KEY;

    /** As in JSON: {@code unknown-key}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
