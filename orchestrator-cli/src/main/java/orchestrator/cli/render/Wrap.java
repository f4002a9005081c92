package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Long text in several lines. Nothing of it is ever cut away. */
public final class Wrap {
    private static final int NARROWEST = 20;
    /** To be copied as it stands; where it ends is certain only behind a colon or a parenthesis. */
    private static final Pattern COMMAND = Pattern.compile("(?:Next: orch|\\(orch|(?<=: )orch)"
            + "(?: (?:[^\\s.,;:()]|[.,:](?=\\S))+)+|\\borch (?:(?:git|node|secret) )?[a-z-]+");

    private static final String PROGRAM = "orch";
    /** A command begins at most so many characters before the name of the program. */
    private static final int LONGEST_BEFORE = "Next: ".length();

    private Wrap() {}

    /** {@code head} and then {@code text}, whose further lines stand below its beginning. */
    public static List<Line> hanging(String head, String text, int width) {
        int indent = Printable.width(head);
        if (width - indent < NARROWEST) {
            return under(head + text, Math.min(4, width / 4), width);
        }
        List<String> pieces = pieces(text, width - indent);
        List<Line> lines = new ArrayList<>();
        for (String piece : pieces) {
            lines.add(Line.of(lines.isEmpty() ? head + piece : " ".repeat(indent) + piece));
        }
        return lines;
    }

    /** {@code text}, whose further lines are indented by {@code indent}. */
    public static List<Line> under(String text, int indent, int width) {
        List<String> pieces = pieces(text, width);
        if (pieces.size() == 1) {
            return List.of(Line.of(text));
        }
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(pieces.getFirst()));
        String rest = Printable.of(text).substring(pieces.getFirst().length()).stripLeading();
        for (String piece : pieces(rest, width - indent)) {
            lines.add(Line.of(" ".repeat(indent) + piece));
        }
        return lines;
    }

    /** {@code text} as a paragraph. */
    public static List<Line> paragraph(String text, int width) {
        return pieces(text, width).stream().map(Line::of).toList();
    }

    /**
     * {@code text} in pieces of at most {@code columns}, broken at spaces where there are any, but not
     * within a command that has room in one of them.
     */
    static List<String> pieces(String text, int columns) {
        List<String> pieces = new ArrayList<>();
        String rest = Printable.of(text);
        int fits = fitting(rest, columns);
        while (fits < rest.length()) {
            int space = rest.lastIndexOf(' ', fits);
            boolean breakable = space > 0 && !rest.substring(0, space).isBlank();
            int end = breakable ? outsideCommand(rest, space, columns) : fits;
            pieces.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
            fits = fitting(rest, columns);
        }
        if (!rest.isEmpty() || pieces.isEmpty()) {
            pieces.add(rest);
        }
        return pieces;
    }

    /** That space, or the one before the command it stands in. */
    private static int outsideCommand(String text, int space, int columns) {
        if (text.lastIndexOf(PROGRAM, space + LONGEST_BEFORE) < 0) {
            return space; // the pattern would look through all of a long text
        }
        Matcher command = COMMAND.matcher(text);
        while (command.find() && command.start() < space) {
            int before = text.lastIndexOf(' ', command.start());
            if (space < command.end() && before > 0 && !text.substring(0, before).isBlank()
                    && Printable.width(text.substring(before + 1, command.end())) <= columns) {
                return before;
            }
        }
        return space;
    }

    /** How many characters of {@code text} fit into {@code columns}; at least one letter. */
    static int fitting(String text, int columns) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int letter = text.codePointAt(end);
            used += Printable.width(letter);
            if (used > columns && end > 0) {
                return end;
            }
            end += Character.charCount(letter);
        }
        return end;
    }
}
