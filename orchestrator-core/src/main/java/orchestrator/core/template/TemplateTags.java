package orchestrator.core.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tags of a template in their order, found with their places, and what is wrong with them.
 * Sections are closed and properly nested when there are no faults.
 */
public record TemplateTags(List<TemplateTag> tags, List<TemplateFault> faults) {
    public TemplateTags {
        tags = List.copyOf(tags);
        faults = List.copyOf(faults);
    }

    /** Reads the tags of a template; never fails. */
    public static TemplateTags of(String template) {
        Scanner scanner = new Scanner(template);
        scanner.scan();
        return new TemplateTags(scanner.tags, scanner.faults);
    }

    /** Walks once over the text. */
    private static final class Scanner {
        private static final String OPEN = "{{";
        private static final String CLOSE = "}}";
        private static final String REFUSED = "><$=";

        private final String text;
        private final int[] lineStarts;
        private final List<TemplateTag> tags = new ArrayList<>();
        private final List<TemplateFault> faults = new ArrayList<>();
        private final Deque<TemplateTag> open = new ArrayDeque<>();

        Scanner(String text) {
            this.text = text;
            this.lineStarts = IntStream.concat(IntStream.of(0), IntStream
                    .range(0, text.length()).filter(i -> text.charAt(i) == '\n').map(i -> i + 1))
                    .toArray();
        }

        void scan() {
            int at = text.indexOf(OPEN);
            while (at >= 0) {
                int end = text.indexOf(CLOSE, at + OPEN.length());
                if (end < 0) {
                    fault(at, at + OPEN.length(), "this tag is never closed",
                            "close it with }}");
                    return;
                }
                at = text.indexOf(OPEN, tag(at, end));
            }
            open.forEach(section -> faults.add(new TemplateFault(section.line(), section.column(),
                    section.endColumn(), "the section \"" + section.name()
                            + "\" is never closed",
                    "close it with {{/" + section.name() + "}}")));
        }

        /** Takes in the tag between {@code at} and {@code end}; returns where it is over. */
        private int tag(int at, int end) {
            int from = at + OPEN.length();
            char sign = text.charAt(from);
            if (sign == '!') {
                return end + CLOSE.length();
            }
            if (sign == '{') {
                return triple(from, end);
            }
            if (REFUSED.indexOf(sign) >= 0) {
                fault(from, end, sign == '='
                        ? "the signs {{ and }} cannot be changed"
                        : "a template cannot include another one",
                        sign == '=' ? "use {file:} for a file full of them" : "write it here");
            } else if ("#^/&".indexOf(sign) >= 0) {
                named(sign, from + 1, end);
            } else {
                named(' ', from, end);
            }
            return end + CLOSE.length();
        }

        private int triple(int from, int end) {
            if (!text.startsWith("}}}", end)) {
                fault(from - OPEN.length(), end + CLOSE.length(),
                        "this tag opens with {{{ and does not close with }}}",
                        "write {{name}}: nothing is escaped");
                return end + CLOSE.length();
            }
            named(' ', from + 1, end);
            return end + CLOSE.length() + 1;
        }

        private void named(char sign, int from, int end) {
            String name = text.substring(from, end).strip();
            int start = from + text.substring(from, end).indexOf(name);
            if (name.isEmpty()) {
                fault(from - 1, end + CLOSE.length(), "this tag names nothing", "name something");
                return;
            }
            switch (sign) {
                case '#' -> begin(tagAt(TemplateTag.Kind.SECTION, start, name));
                case '^' -> begin(tagAt(TemplateTag.Kind.INVERTED, start, name));
                case '/' -> end(tagAt(TemplateTag.Kind.END, start, name));
                default -> tags.add(tagAt(TemplateTag.Kind.VARIABLE, start, name));
            }
        }

        private void begin(TemplateTag tag) {
            tags.add(tag);
            open.push(tag);
        }

        private void end(TemplateTag tag) {
            tags.add(tag);
            if (open.isEmpty()) {
                fault(tag, "no section is open here", "remove it");
                return;
            }
            TemplateTag opened = open.pop();
            if (!opened.name().equals(tag.name())) {
                fault(tag, "this closes \"" + tag.name() + "\", but the section open here is \""
                        + opened.name() + "\"", "opened on line " + opened.line());
            }
        }

        private TemplateTag tagAt(TemplateTag.Kind kind, int start, String name) {
            int column = column(start);
            return new TemplateTag(kind, name, line(start), column,
                    column + name.codePointCount(0, name.length()));
        }

        private void fault(TemplateTag tag, String message, String hint) {
            faults.add(new TemplateFault(tag.line(), tag.column(), tag.endColumn(), message,
                    hint));
        }

        private void fault(int from, int to, String message, String hint) {
            faults.add(new TemplateFault(line(from), column(from),
                    column(from) + text.codePointCount(from, to), message, hint));
        }

        private int line(int index) {
            int found = Arrays.binarySearch(lineStarts, index);
            return found >= 0 ? found + 1 : -found - 1;
        }

        private int column(int index) {
            return text.codePointCount(lineStarts[line(index) - 1], index) + 1;
        }
    }
}
