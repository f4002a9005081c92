package orchestrator.core.declaration;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time: {@code 500ms}, {@code 15s}, {@code 5m}, {@code 1h}, {@code 1m30s}. */
final class Durations {
    private static final Pattern DURATION = Pattern.compile(
            "(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NEGATIVE = Pattern.compile("-[0-9]{1,9}(h|m|s|ms)?");
    private static final List<Duration> UNITS = List.of(Duration.ofHours(1), Duration.ofMinutes(1),
            Duration.ofSeconds(1), Duration.ofMillis(1));
    private static final List<String> NAMES = List.of("h", "m", "s", "ms");

    private Durations() {}

    /** A length of time within bounds. */
    static ScalarType<Duration> between(Duration least, Duration most) {
        return (key, text) -> read(key, text, least, most);
    }

    private static Parsed<Duration> read(String key, String text, Duration least, Duration most) {
        if (NUMBER.matcher(text).matches()) {
            return Parsed.wrong(Mistake.of(ProblemCode.BAD_DURATION, key + " needs a unit",
                    "write " + text + "s or " + text + "m"));
        }
        Matcher matcher = DURATION.matcher(text);
        boolean negative = NEGATIVE.matcher(text).matches();
        if (!negative && (text.isEmpty() || !matcher.matches())) {
            return Parsed.wrong(Mistake.of(ProblemCode.BAD_DURATION, key
                    + " must be a length of time such as 15s or 5m, not "
                    + VisibleText.quoted(text)));
        }
        Duration length = negative ? Duration.ofMillis(-1) : sum(matcher);
        return length.compareTo(least) < 0 || length.compareTo(most) > 0
                ? Parsed.wrong(Mistake.of(ProblemCode.OUT_OF_RANGE,
                        key + " must be from " + text(least) + " to " + text(most)))
                : Parsed.value(length);
    }

    private static Duration sum(Matcher matcher) {
        Duration sum = Duration.ZERO;
        for (int i = 0; i < UNITS.size(); i++) {
            String number = matcher.group(i + 1);
            if (number != null) {
                sum = sum.plus(UNITS.get(i).multipliedBy(Long.parseLong(number)));
            }
        }
        return sum;
    }

    /** As a person writes it: {@code 1m30s}. */
    static String text(Duration length) {
        StringBuilder out = new StringBuilder();
        Duration rest = length;
        for (int i = 0; i < UNITS.size(); i++) {
            long times = rest.dividedBy(UNITS.get(i));
            rest = rest.minus(UNITS.get(i).multipliedBy(times));
            out.append(times == 0 ? "" : String.format(Locale.ROOT, "%d%s", times, NAMES.get(i)));
        }
        return out.isEmpty() ? "0s" : out.toString();
    }
}
