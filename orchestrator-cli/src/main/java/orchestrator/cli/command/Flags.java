package orchestrator.cli.command;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of flags; what is wrong is said with an example. */
final class Flags {
    private static final Pattern CPU = Pattern.compile("\\d{1,5}(\\.\\d{1,3})?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(MB|GB|TB)");
    private static final List<String> UNITS = List.of("MB", "GB", "TB");
    private static final BigDecimal STEP = BigDecimal.valueOf(1024);

    private Flags() {}

    /** Thousandths of a cpu; 0 when nothing was said. */
    static int milliCpu(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (!CPU.matcher(text).matches() || new BigDecimal(text).signum() == 0) {
            throw Failure.wrongInput(
                    "--cpu must be a number such as 2 or 0.5, not \"" + text + "\"",
                    "");
        }
        return new BigDecimal(text).movePointRight(3).intValue();
    }

    /** Bytes, in units of 1024; 0 when nothing was said. */
    static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (text.isEmpty()) {
            return 0;
        }
        if (!matcher.matches()) {
            throw Failure.wrongInput("--memory must be a size such as 512MB or 8GB, not \"" + text
                    + "\"", "");
        }
        return new BigDecimal(matcher.group(1))
                .multiply(STEP.pow(2 + UNITS.indexOf(matcher.group(2)))).longValue();
    }

    /** An IP address; a name would be looked up anew by whoever uses it, and differ. */
    static String address(String flag, String text) {
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException e) {
            throw Failure.wrongInput(flag + " must be an IP address of this machine, not \"" + text
                    + "\"", "");
        }
    }
}
