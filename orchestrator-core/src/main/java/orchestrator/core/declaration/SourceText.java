package orchestrator.core.declaration;

import java.util.Arrays;
import java.util.stream.IntStream;

import orchestrator.core.model.SourceMark;

/**
 * The text of a file and its lines. Positions are code points from 0, as the YAML parser counts
 * them; a byte order mark at the start is not part of the text.
 */
final class SourceText {
    private final String file;
    private final int[] points;
    private final int[] lineStarts;

    SourceText(String file, String text) {
        this.file = file;
        this.points = (text.startsWith("\uFEFF") ? text.substring(1) : text).codePoints()
                .toArray();
        this.lineStarts = IntStream.concat(IntStream.of(0), IntStream.range(0, points.length)
                .filter(this::endsLine).map(i -> i + 1)).toArray();
    }

    private boolean endsLine(int i) {
        return points[i] == '\n'
                || points[i] == '\r' && (i + 1 == points.length || points[i + 1] != '\n');
    }

    String file() {
        return file;
    }

    String text() {
        return new String(points, 0, points.length);
    }

    int length() {
        return points.length;
    }

    int point(int index) {
        return points[index];
    }

    /** The mark of what stands from {@code start} to before {@code end}, cut at the line's end. */
    SourceMark mark(int start, int end) {
        int line = lineOf(start);
        int first = lineStarts[line];
        int last = Math.max(start, Math.min(end, endOfLine(line)));
        while (last > start + 1 && Character.isWhitespace(points[last - 1])) {
            last--;
        }
        return new SourceMark(file, line + 1, start - first + 1, last - first + 1);
    }

    /** The text of a line, numbered from 1, without its end; empty when there is no such line. */
    String line(int number) {
        if (number < 1 || number > lineStarts.length) {
            return "";
        }
        int start = lineStarts[number - 1];
        return new String(points, start, endOfLine(number - 1) - start);
    }

    /** Where {@code needle} next stands between two positions, or -1. */
    int find(String needle, int from, int to) {
        int[] wanted = needle.codePoints().toArray();
        for (int i = from; i + wanted.length <= Math.min(to, points.length); i++) {
            if (Arrays.equals(points, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private int lineOf(int index) {
        int found = Arrays.binarySearch(lineStarts, index);
        return found >= 0 ? found : -found - 2;
    }

    private int endOfLine(int line) {
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : points.length;
        while (end > lineStarts[line] && (points[end - 1] == '\n' || points[end - 1] == '\r')) {
            end--;
        }
        return end;
    }
}
