package orchestrator.core.declaration;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import orchestrator.core.model.SourceMark;

/** What is asked of a text before the YAML parser sees it. */
final class SourceCheck {
    /** Longest declaration, in bytes of UTF-8. */
    static final int MAX_BYTES = 256 * 1024;

    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    private SourceCheck() {}

    /** Adds at most one problem; false when the text is not fit to be parsed. */
    static boolean passes(SourceText source, Problems problems) {
        Optional<Mistake> large = tooLarge(source);
        if (large.isPresent()) {
            problems.add(new SourceMark(source.file(), 1, 1, 1), large.get());
            return false;
        }
        for (int i = 0; i < source.length(); i++) {
            if (isForbidden(source.point(i))) {
                problems.add(source.mark(i, i + 1), forbidden(source.point(i)));
                return false;
            }
        }
        return true;
    }

    private static Optional<Mistake> tooLarge(SourceText source) {
        int bytes = source.length() > MAX_BYTES
                ? source.length()
                : source.text().getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_BYTES
                ? Optional.empty()
                : Optional.of(Mistake.of(ProblemCode.TOO_LARGE,
                        "the file is larger than 256KB", "put long texts into files of their own"));
    }

    private static boolean isForbidden(int point) {
        boolean control = Character.isISOControl(point) && point != '\n' && point != '\r'
                && point != '\t';
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return control || surrogate || point == REPLACEMENT_CHARACTER || isHidden(point);
    }

    /** Characters that change how a line reads without being seen, or end lines unexpectedly. */
    static boolean isHidden(int point) {
        return point == 0x061C || point >= 0x200E && point <= 0x200F
                || point >= 0x2028 && point <= 0x202E || point >= 0x2066 && point <= 0x2069
                || point == 0xFEFF || point >= 0xFFFE && point <= 0xFFFF;
    }

    private static Mistake forbidden(int point) {
        String shown = VisibleText.escape(point);
        boolean encoding = point == REPLACEMENT_CHARACTER || point == 0
                || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        if (encoding) {
            return Mistake.of(ProblemCode.NOT_TEXT, "the file is not UTF-8 text here",
                    "save it as UTF-8");
        }
        return Mistake.of(ProblemCode.NOT_TEXT, "the character " + shown + " may not stand here",
                "remove it, or write it as \"" + shown + "\" in a quoted text");
    }
}
