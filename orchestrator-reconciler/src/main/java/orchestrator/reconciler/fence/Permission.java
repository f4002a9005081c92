package orchestrator.reconciler.fence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an agent tells the fencer.
 *
 * @param boot     the boot of the machine that {@code deadline} counts from
 * @param deadline the end of the lease
 * @param needed   false when nothing is left that would have to be ended
 * @param groups   control groups; all processes in and below them run under the lease
 */
record Permission(String boot, Duration deadline, boolean needed, List<String> groups) {
    private static final int HEAD = 3;

    Permission {
        groups = List.copyOf(groups);
    }

    List<String> toLines() {
        List<String> lines = new ArrayList<>(List.of(boot, Long.toString(deadline.toMillis()),
                Boolean.toString(needed)));
        lines.addAll(groups);
        return lines;
    }

    /** Empty when the lines are not one of these. */
    static Optional<Permission> parse(List<String> lines) {
        try {
            return lines.size() < HEAD
                    ? Optional.empty()
                    : Optional.of(new Permission(lines.get(0),
                            Duration.ofMillis(Long.parseLong(lines.get(1))),
                            Boolean.parseBoolean(lines.get(2)), lines.subList(HEAD, lines.size())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
