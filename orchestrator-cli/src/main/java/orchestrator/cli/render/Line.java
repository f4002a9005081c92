package orchestrator.cli.render;

/**
 * One line of a screen: its text, and one part of it that has a tone. The text holds no control
 * characters, whatever it was made from: those are shown as {@code \x1b}.
 *
 * @param from first character of the toned part
 * @param to   one past its last character
 */
public record Line(String text, Tone tone, int from, int to) {
    public static final Line EMPTY = Line.of("");

    public Line {
        text = Printable.of(text);
        to = Math.min(to, text.length());
        from = Math.min(from, to);
    }

    /** A line without a tone. */
    public static Line of(String text) {
        return new Line(text, Tone.PLAIN, 0, 0);
    }

    /** A line that is toned as a whole. */
    public static Line of(Tone tone, String text) {
        return new Line(text, tone, 0, Integer.MAX_VALUE);
    }

    /** This line with {@code count} characters from {@code start} on in {@code tone}. */
    public Line toned(Tone wanted, int start, int count) {
        return new Line(text, wanted, start, start + count);
    }

    /** Columns it takes on a screen. */
    public int width() {
        return Printable.width(text);
    }
}
