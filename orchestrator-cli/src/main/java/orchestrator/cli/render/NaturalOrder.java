package orchestrator.cli.render;

import java.util.Comparator;

/**
 * The order in which people look for names: the numbers in them count as numbers, so {@code node-2}
 * comes before {@code node-10}. Only for screens; what is decided goes by the order of the text.
 */
public final class NaturalOrder implements Comparator<String> {
    public static final NaturalOrder OF_NAMES = new NaturalOrder();

    private NaturalOrder() {}

    /** Zero only for the same text; copies nothing, as a screen may ask it of many names. */
    @Override
    public int compare(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int same = 0;
        while (same < shorter && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        int first = same;
        while (first > 0 && isDigit(one.charAt(first - 1))) {
            first--;
        }
        int byNumber = compareNumbers(one, other, first);
        return byNumber != 0 ? byNumber : one.compareTo(other);
    }

    /** Those that begin there; zero when one of them has none there. */
    private static int compareNumbers(String one, String other, int first) {
        int end = endOfNumber(one, first);
        int otherEnd = endOfNumber(other, first);
        if (end == first || otherEnd == first) {
            return 0;
        }
        int at = pastZeros(one, first, end);
        int otherAt = pastZeros(other, first, otherEnd);
        int order = Integer.compare(end - at, otherEnd - otherAt);
        while (order == 0 && at < end) {
            order = Character.compare(one.charAt(at++), other.charAt(otherAt++));
        }
        return order;
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int pastZeros(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
