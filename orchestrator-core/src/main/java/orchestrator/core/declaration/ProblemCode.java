package orchestrator.core.declaration;

import java.util.Locale;

/** What kinds of mistakes a file may have. Each has a test and a line in docs/problems.md. */
public enum ProblemCode {
    SYNTAX,
    NOT_TEXT,
    TOO_LARGE,
    ALIAS,
    TAG,
    SEVERAL_DOCUMENTS,
    EMPTY_FILE,
    ANOTHER_LANGUAGE,

    DUPLICATE_KEY,
    UNKNOWN_KEY,
    MISSING_KEY,
    NO_VALUE,
    WRONG_TYPE,

    BAD_NAME,
    BAD_NUMBER,
    OUT_OF_RANGE,
    BAD_SIZE,
    BAD_DURATION,
    BAD_WORD,
    BAD_TEXT,
    BAD_IMAGE,

    BAD_PATH,
    BAD_COMMAND,
    BAD_REFERENCE,

    UNKNOWN_SERVICE,
    UNKNOWN_PORT,
    UNKNOWN_SECRET,
    UNKNOWN_REFERENCE,
    WHICH_PORT,
    NOT_BESIDE,

    NOT_ONE,
    CYCLE,
    PORT_CLASH,
    PATH_CLASH,
    NAME_CLASH,
    CONTRADICTION,
    NO_SECRET_PER_NODE,

    MISSING_FILE,
    BAD_TEMPLATE,
    UNKNOWN_IN_TEMPLATE;

    /** As in JSON: {@code unknown-key}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
