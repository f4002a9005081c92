package orchestrator.reconciler.wiring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host ports that one node may give out, both ends included. */
public record PortRange(int first, int last) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    public PortRange {
        if (first < 1024 || last > 65535 || first >= last) {
            throw new IllegalArgumentException("ports " + first + "-" + last
                    + " are no range: write two numbers from 1024 to 65535, such as 20000-20999");
        }
    }

    /** Reads {@code 20000-20999}. */
    public static PortRange parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("ports \"" + text
                    + "\" are no range: write two numbers, such as 20000-20999");
        }
        return new PortRange(Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)));
    }

    boolean overlaps(PortRange other) {
        return first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
