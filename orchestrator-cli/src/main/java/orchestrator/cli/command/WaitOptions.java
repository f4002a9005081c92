package orchestrator.cli.command;

import java.time.Duration;
import java.util.Optional;

import picocli.CommandLine.Option;

/** How long to look on. */
final class WaitOptions {
    @Option(names = "--timeout", paramLabel = "TIME", description = "look on no longer than that, such as 90s or 5m; the cluster goes on")
    private String timeout = "";

    /** The longest wait; empty for as long as it takes. */
    Optional<Duration> timeout() {
        return timeout.isEmpty() ? Optional.empty() : Optional.of(duration(timeout));
    }

    /** {@code 90s}, {@code 5m}, {@code 1h}. */
    static Duration duration(String text) {
        if (!text.matches("\\d{1,6}(ms|s|m|h)")) {
            throw Failure.wrongInput("\"" + text + "\" is not a time", "write 90s, 5m or 1h");
        }
        String unit = text.replaceAll("\\d", "");
        long number = Long.parseLong(text.substring(0, text.length() - unit.length()));
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
