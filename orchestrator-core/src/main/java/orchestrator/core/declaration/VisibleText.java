package orchestrator.core.declaration;

import java.util.Locale;

/** Text of unknown origin made fit for a terminal: nothing in it can move the cursor. */
final class VisibleText {
    private static final int LONGEST_QUOTED = 48;
    private static final int LAST_OF_ONE_BYTE = 0xFF;

    private VisibleText() {}

    /** {@code text} in double quotes, with what cannot be seen written out, and not too long. */
    static String quoted(String text) {
        return '"' + shown(shortened(text)) + '"';
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTED
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTED / 2)) + "...";
    }

    /** {@code text} with every character that cannot be seen written out. */
    static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> out.append(shown(point)));
        return out.toString();
    }

    /** One character as it is printed; a tab is one space. */
    static String shown(int point) {
        if (point == '\t') {
            return " ";
        }
        return isInvisible(point) ? escape(point) : Character.toString(point);
    }

    private static boolean isInvisible(int point) {
        int type = Character.getType(point);
        return Character.isISOControl(point) || SourceCheck.isHidden(point)
                || type == Character.SURROGATE || type == Character.UNASSIGNED
                || type == Character.FORMAT;
    }

    /** As a double-quoted YAML text writes it: {@code \x1b}, <code>&#92;u202e</code>. */
    static String escape(int point) {
        return point <= LAST_OF_ONE_BYTE
                ? String.format(Locale.ROOT, "\\x%02x", point)
                : String.format(Locale.ROOT, point <= 0xFFFF ? "\\u%04x" : "\\U%08x", point);
    }

    /** How many columns of a terminal the characters of {@code text} take. */
    static int width(String text) {
        return text.codePoints().map(VisibleText::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    private static boolean isWide(int point) {
        return point >= 0x1100 && point <= 0x115F || point >= 0x2E80 && point <= 0x303E
                || point >= 0x3041 && point <= 0xA4CF || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60 || point >= 0xFFE0 && point <= 0xFFE6
                || point >= 0x1F300 && point <= 0x1F64F || point >= 0x1F900 && point <= 0x1F9FF
                || point >= 0x20000 && point <= 0x3FFFD;
    }
}
