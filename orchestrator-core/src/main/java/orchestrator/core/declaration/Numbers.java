package orchestrator.core.declaration;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Whole numbers, amounts of cpu, yes and no. */
final class Numbers {
    static final int MAX_PORT = 65_535;
    static final int MAX_COUNT = 100_000;

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");
    private static final int MOST_DIGITS = 9;
    private static final Pattern CPU = Pattern.compile("(0|[1-9][0-9]{0,5})(\\.[0-9]{1,3})?");
    private static final Pattern MILLI_CPU = Pattern.compile("[1-9][0-9]{0,6}m");
    private static final BigDecimal LEAST_CPU = new BigDecimal("0.01");
    private static final BigDecimal MOST_CPU = new BigDecimal("1024");
    private static final int MILLI_DIGITS = 3;

    private Numbers() {}

    /** A whole number within bounds, in decimal digits without leading zeros. */
    static ScalarType<Integer> between(int least, int most) {
        return (key, text) -> whole(key, text, least, most);
    }

    private static Parsed<Integer> whole(String key, String text, int least, int most) {
        String range = " from " + least + " to " + most;
        if (!WHOLE.matcher(text).matches()) {
            return Parsed.wrong(Mistake.of(ProblemCode.BAD_NUMBER,
                    key + " must be a whole number" + range + ", not " + VisibleText.quoted(text)));
        }
        boolean fits = text.length() <= MOST_DIGITS && Integer.parseInt(text) >= least
                && Integer.parseInt(text) <= most;
        return fits
                ? Parsed.value(Integer.parseInt(text))
                : Parsed.wrong(Mistake.of(ProblemCode.OUT_OF_RANGE,
                        key + " must be" + range));
    }

    /** Thousandths of a cpu: {@code 0.5} is 500. */
    static Parsed<Integer> milliCpu(String key, String text) {
        if (MILLI_CPU.matcher(text).matches()) {
            String cpus = new BigDecimal(text.substring(0, text.length() - 1))
                    .movePointLeft(MILLI_DIGITS).stripTrailingZeros().toPlainString();
            return Parsed.wrong(Mistake.mended(ProblemCode.BAD_NUMBER,
                    key + " is counted in whole cpus, not in thousandths", cpus));
        }
        String plain = text.startsWith("-") ? text.substring(1) : text;
        if (!CPU.matcher(plain).matches()) {
            return Parsed.wrong(Mistake.of(ProblemCode.BAD_NUMBER, key
                    + " must be a number such as 2 or 0.5, not " + VisibleText.quoted(text)));
        }
        BigDecimal cpus = new BigDecimal(text);
        return cpus.compareTo(LEAST_CPU) < 0 || cpus.compareTo(MOST_CPU) > 0
                ? Parsed.wrong(Mistake.of(ProblemCode.OUT_OF_RANGE, key
                        + " must be from " + LEAST_CPU + " to " + MOST_CPU,
                        "without it nothing is reserved"))
                : Parsed.value(cpus.movePointRight(MILLI_DIGITS).intValueExact());
    }
}
