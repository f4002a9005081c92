package orchestrator.core.declaration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory: a number and a unit. {@code KB} and {@code KiB} are both 1024 bytes. */
final class Sizes {
    private static final List<String> UNITS = List.of("KB", "MB", "GB", "TB");
    private static final Pattern SIZE = Pattern.compile(
            "([0-9]{1,15}(?:\\.[0-9]{1,6})?) ?([A-Za-z]{0,8})");
    private static final BigDecimal STEP = BigDecimal.valueOf(1024);
    private static final BigDecimal LEAST = STEP.pow(2).multiply(BigDecimal.valueOf(6));
    private static final BigDecimal MOST = STEP.pow(4).multiply(BigDecimal.valueOf(16));

    private Sizes() {}

    /** The size in bytes, from 6MB (the least an engine takes) to 16TB. */
    static Parsed<Long> bytes(String key, String text) {
        Matcher matcher = SIZE.matcher(text);
        if (text.startsWith("-") && SIZE.matcher(text.substring(1)).matches()) {
            return outOfRange(key);
        }
        if (!matcher.matches()) {
            return Parsed.wrong(Mistake.of(ProblemCode.BAD_SIZE,
                    key + " must be a size such as 512MB or 1.5GB, not "
                            + VisibleText.quoted(text)));
        }
        String number = matcher.group(1);
        String unit = matcher.group(2);
        if (unit.isEmpty()) {
            return Parsed.wrong(Mistake.of(ProblemCode.BAD_SIZE, key + " needs a unit",
                    "write " + number + "MB or " + number + "GB"));
        }
        int power = power(unit);
        return power == 0 || !matcher.group().equals(number + unit)
                ? unknownUnit(key, number, unit)
                : sized(key, new BigDecimal(number).multiply(STEP.pow(power)));
    }

    private static Parsed<Long> sized(String key, BigDecimal bytes) {
        return bytes.compareTo(LEAST) < 0 || bytes.compareTo(MOST) > 0
                ? outOfRange(key)
                : Parsed.value(bytes.longValue());
    }

    private static Parsed<Long> outOfRange(String key) {
        return Parsed.wrong(Mistake.of(ProblemCode.OUT_OF_RANGE, key + " must be from 6MB to 16TB",
                "without it there is no limit"));
    }

    private static int power(String unit) {
        String plain = unit.length() == 3 && unit.charAt(1) == 'i'
                ? unit.charAt(0) + "B"
                : unit;
        return UNITS.indexOf(plain) + 1;
    }

    private static Parsed<Long> unknownUnit(String key, String number, String unit) {
        Optional<String> meant = UNITS.stream()
                .filter(known -> known.charAt(0) == unit.toUpperCase(Locale.ROOT).charAt(0))
                .findFirst();
        return Parsed.wrong(meant
                .map(known -> Mistake.mended(ProblemCode.BAD_SIZE,
                        "\"" + unit + "\" is not written so in a size", number + known))
                .orElseGet(() -> Mistake.of(ProblemCode.BAD_SIZE,
                        key + " has an unknown unit \"" + unit + "\"",
                        "units are KB, MB, GB and TB")));
    }
}
