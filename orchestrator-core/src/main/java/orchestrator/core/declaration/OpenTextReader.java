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
        List<OpenText.Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int opened = 0;
        int i = 0;
        while (i < text.length()) {
            if (text.startsWith(ESCAPED, i)) {
                literal.append(OPEN);
                opened++;
                i += ESCAPED.length();
            } else if (text.startsWith(OPEN, i)) {
                flush(literal, pieces);
                i = reference(node, i, ++opened, pieces);
            } else {
                literal.append(text.charAt(i++));
            }
        }
        flush(literal, pieces);
        return new OpenText(pieces);
    }

    private int reference(YamlNode.Text node, int start, int nth, List<OpenText.Piece> pieces) {
        String text = node.value();
        int end = text.indexOf('}', start);
        if (end < 0) {
            problems.add(ProblemCode.BAD_REFERENCE, mark(node, nth, OPEN.length()),
                    "this reference is never closed",
                    "write ${service.address}, or $${ for a literal ${");
            return text.length();
        }
        String name = text.substring(start + OPEN.length(), end);
        pieces.add(new OpenText.Reference(name,
                mark(node, nth, text.codePointCount(start, end + 1))));
        return end + 1;
    }

    /** The place of the nth <code>${</code> of a text; escapes may hide it: then the whole text. */
    private SourceMark mark(YamlNode.Text node, int nth, int length) {
        int at = node.from() - 1;
        for (int i = 0; i < nth && (i == 0 || at >= 0); i++) {
            at = source.find(OPEN, at + 1, node.to());
        }
        return at < 0 ? node.mark() : source.mark(at, at + length);
    }

    private static void flush(StringBuilder literal, List<OpenText.Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new OpenText.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
