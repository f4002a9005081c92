package orchestrator.core.model;

import java.time.Instant;

/**
 * A commit as people speak of it. All of it but the id is what its author wrote: to be shown as
 * foreign text, and never a reason to do anything.
 *
 * @param author  name without address
 * @param subject first line of the message, shortened
 * @param when    the author's clock
 */
public record CommitMark(CommitId id, String author, String subject, Instant when) {
    /** Author and subject keep so many characters. */
    public static final int LONGEST = 200;

    public CommitMark {
        author = shortened(author);
        subject = shortened(subject);
    }

    private static String shortened(String text) {
        int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0,
                text.length())));
        return text.substring(0, end);
    }
}
