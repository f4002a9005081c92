package orchestrator.core.model;

import java.time.Duration;

/** A length of time as people read it, in its two largest units: {@code 1m04s}, {@code 3d 4h}. */
public record Elapsed(Duration duration) {
    @Override
    public String toString() {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "m", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "m");
        }
        long hours = seconds % 86_400 / 3600;
        return seconds / 86_400 + "d" + (hours == 0 ? "" : " " + hours + "h");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        String rest = small == 0 ? "" : (small < 10 ? "0" : "") + small + smallUnit;
        return large + largeUnit + rest;
    }
}
