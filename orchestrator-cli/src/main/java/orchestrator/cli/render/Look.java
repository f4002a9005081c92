package orchestrator.cli.render;

import java.time.ZoneId;

import orchestrator.core.model.Phase;

/**
 * How screens are drawn.
 *
 * @param width   columns no line may pass
 * @param unicode false where only ASCII is safe
 * @param zone    of the times that are shown
 */
public record Look(int width, boolean unicode, ZoneId zone) {
    /** Columns where there is no terminal to ask. */
    public static final int DEFAULT_WIDTH = 80;
    /** Narrower terminals get lines of this width, and wrap them themselves. */
    private static final int LEAST_WIDTH = 40;

    public Look {
        width = Math.max(LEAST_WIDTH, width);
    }

    /** The sign of a phase; always shown together with its word. */
    public String symbol(Phase phase) {
        if (unicode) {
            return phase.symbol();
        }
        return switch (phase) {
            case WAITING -> "o";
            case PULLING -> "v";
            case STARTING -> "^";
            case READY -> "*";
            case UNHEALTHY -> "!";
            case CRASHED -> "x";
            case STOPPING -> "#";
            case LOST -> "?";
        };
    }
}
