package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.SourceMark;

/** Finds the {@code ${…}} in a text, and where each stands in the file. */
final class OpenTextReader {
    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";

    private final SourceText source;
    private final Problems problems;

    OpenTextReader(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    OpenText read(YamlNode.Text node) {
        String text = node.value();
        Places places = new Places(node);
        List<OpenText.Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            if (text.startsWith(ESCAPED, i)) {
                literal.append(OPEN);
                places.next();
                i += ESCAPED.length();
            } else if (text.startsWith(OPEN, i)) {
                flush(literal, pieces);
                places.next();
                i = reference(text, i, places, pieces);
            } else {
                literal.append(text.charAt(i++));
            }
        }
        flush(literal, pieces);
        return new OpenText(pieces);
    }

    private int reference(String text, int start, Places places, List<OpenText.Piece> pieces) {
        int end = text.indexOf('}', start);
        if (end < 0) {
            problems.add(ProblemCode.BAD_REFERENCE, places.mark(OPEN.length()),
                    "this reference is never closed",
                    "write ${service.address}, or $${ for a literal ${");
            return text.length();
        }
        String name = text.substring(start + OPEN.length(), end);
        pieces.add(new OpenText.Reference(name,
                places.mark(text.codePointCount(start, end + 1))));
        return end + 1;
    }

    /** Walks along a text in the file from one <code>${</code> to the next. */
    private final class Places {
        private final YamlNode.Text node;
        private int at;

        Places(YamlNode.Text node) {
            this.node = node;
            this.at = node.from() - 1;
        }

        /** Goes on; where an escape hides the next one, all that follow are nowhere. */
        void next() {
            int found = source.find(OPEN, at + 1, node.to());
            at = found < 0 ? node.to() : found;
        }

        /** The mark of the one it stands at, or of the whole text. */
        SourceMark mark(int length) {
            return at >= node.to() ? node.mark() : source.mark(at, at + length);
        }
    }

    private static void flush(StringBuilder literal, List<OpenText.Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new OpenText.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
