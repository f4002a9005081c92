package orchestrator.core.model;

/** Where in its life an incarnation is; the order is the order of life. */
public enum Phase {
    WAITING("○"),
    PULLING("↓"),
    STARTING("◐"),
    READY("●"),
    UNHEALTHY("▲"),
    CRASHED("✗"),
    STOPPING(
            "■"),
    LOST("?");

    private final String symbol;

    Phase(String symbol) {
        this.symbol = symbol;
    }

    /** The word on the screen and in JSON. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Never shown without {@link #word}. */
    public String symbol() {
        return symbol;
    }
}
