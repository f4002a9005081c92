package orchestrator.reconciler.fence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the fencer says of itself, several times a second.
 *
 * @param boot      the boot of the machine that the times count from
 * @param at        when it looked
 * @param deadline  the one it obeys
 * @param processes how many it sees that run under the lease
 * @param trouble   why it could not end them; empty when it could
 */
record Heartbeat(String boot, Duration at, Duration deadline, int processes, String trouble) {
    private static final int LINES = 5;

    List<String> toLines() {
        return List.of(boot, Long.toString(at.toMillis()), Long.toString(deadline.toMillis()),
                Integer.toString(processes), "trouble: " + trouble);
    }

    /** Empty when the lines are not one of these. */
    static Optional<Heartbeat> parse(List<String> lines) {
        try {
            return lines.size() != LINES
                    ? Optional.empty()
                    : Optional.of(new Heartbeat(lines.get(0),
                            Duration.ofMillis(Long.parseLong(lines.get(1))),
                            Duration.ofMillis(Long.parseLong(lines.get(2))),
                            Integer.parseInt(lines.get(3)),
                            lines.get(4).substring("trouble: ".length())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
