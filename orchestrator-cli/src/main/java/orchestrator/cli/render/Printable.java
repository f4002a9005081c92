package orchestrator.cli.render;

/** Text that may go to a terminal, and how many columns it takes there. */
public final class Printable {
    private static final int[][] WIDE = {{0x1100, 0x115f}, {0x2e80, 0xa4cf}, {0xac00, 0xd7a3},
            {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6},
            {0x1f300, 0x1faff}, {0x20000, 0x3fffd}};

    private Printable() {}

    /**
     * {@code text} with every control character (and every one that turns the direction of writing)
     * spelt out: an escape sequence in a container's output must not reach the terminal.
     */
    public static String of(String text) {
        if (text.chars().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isUnsafe(c)) {
                out.append(c);
            } else {
                out.append(c < 0x100
                        ? String.format("\\x%02x", (int) c)
                        : String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    /** True for what may move the cursor, or turn or break a line. */
    static boolean isUnsafe(int c) {
        boolean control = c < 0x20 || c >= 0x7f && c < 0xa0;
        boolean direction = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        return control || direction || c == 0x2028 || c == 0x2029;
    }

    /** Columns of {@code text} on a terminal: wide letters count two, combining marks none. */
    public static int width(String text) {
        return text.codePoints().map(Printable::width).sum();
    }

    /** Columns of one letter. */
    static int width(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** {@code text} followed by spaces up to {@code columns}. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }
}
