package orchestrator.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import orchestrator.core.model.Elapsed;
import orchestrator.core.model.Resources;

/** Numbers, sizes and times as people read them. */
public final class Words {
    private static final long KIB = 1024;
    private static final long MIB = KIB * KIB;
    private static final long GIB = MIB * KIB;
    private static final DateTimeFormatter CLOCK = format("HH:mm:ss");
    private static final DateTimeFormatter DAY = format("EEE HH:mm");
    private static final DateTimeFormatter MINUTE = format("HH:mm");
    private static final DateTimeFormatter DATE = format("yyyy-MM-dd HH:mm");

    private Words() {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** {@code 41s}, {@code 1m04s}, {@code 2h05m}, {@code 3d 4h}; {@code 0s} below a second. */
    public static String duration(Duration duration) {
        return new Elapsed(duration).toString();
    }

    /** The same without what is small beside the rest: {@code 6m}, {@code 2h}. */
    public static String roughly(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds >= 86400) {
            return duration(duration);
        }
        long unit = seconds < 120 ? 1 : seconds < 7200 ? 60 : 3600;
        return duration(Duration.ofSeconds(seconds - seconds % unit));
    }

    /** From then to now; never negative, as two clocks may disagree. */
    public static Duration between(Instant then, Instant now) {
        Duration passed = Duration.between(then, now);
        return passed.isNegative() ? Duration.ZERO : passed;
    }

    /** The time of day, in the person's zone. */
    public static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }

    /** The time of day, with the day when it is not today. */
    public static String when(Instant at, Instant now, ZoneId zone) {
        if (at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate())) {
            return clock(at, zone);
        }
        boolean thisWeek = between(at, now).toDays() < 6;
        return (thisWeek ? DAY : DATE).format(at.atZone(zone));
    }

    /** The day and the minute: {@code today 14:31}, {@code Mon 17:40}, {@code 2026-11-02 17:40}. */
    public static String day(Instant at, Instant now, ZoneId zone) {
        boolean today = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return today ? "today " + MINUTE.format(at.atZone(zone)) : when(at, now, zone);
    }

    /** {@code 256MB}, {@code 1GB}, {@code 1.5GB}: the units of the declaration. */
    public static String memory(long bytes) {
        if (bytes >= GIB) {
            return bytes % GIB == 0 || bytes % MIB != 0 || bytes % (GIB / 2) == 0
                    ? tenths(bytes, GIB) + "GB"
                    : bytes / MIB + "MB";
        }
        if (bytes >= MIB) {
            return tenths(bytes, MIB) + "MB";
        }
        return bytes >= KIB ? tenths(bytes, KIB) + "KB" : bytes + "B";
    }

    /** The number alone, in GB with one digit behind the point: {@code 1.5}. */
    public static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", (double) bytes / GIB);
    }

    private static String tenths(long bytes, long unit) {
        return number((double) bytes / unit);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** {@code 0.5}, {@code 1}, {@code 0.25}. */
    public static String cpu(int milliCpu) {
        String text = String.format(Locale.ROOT, "%.3f", milliCpu / 1000.0);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** {@code 1 cpu, 1GB}. */
    public static String resources(Resources resources) {
        return cpu(resources.milliCpu()) + " cpu, " + memory(resources.memoryBytes());
    }

    /** {@code 1 instance}, {@code 4 instances}, {@code 2 copies}. */
    public static String count(int number, String noun) {
        String plural = noun.endsWith("y")
                ? noun.substring(0, noun.length() - 1) + "ies"
                : noun + "s";
        return number + " " + (number == 1 ? noun : plural);
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String list(List<String> items) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }
}
