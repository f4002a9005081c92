package orchestrator.reconciler.doctor;

/** The cluster that is meant. */
public sealed interface Target {
    /** None is named, and none was ever started here. */
    record None() implements Target {}

    /** That of {@code orch up}, which does not run; {@code why} says so. */
    record Down(String why) implements Target {}

    /**
     * One to be looked at.
     *
     * @param embedded true for that of {@code orch up}
     */
    record At(String zookeeper, boolean embedded) implements Target {}

    /** In a few words, for a title; empty text for none. */
    default String title() {
        return switch (this) {
            case None() -> "";
            case Down _ -> "of orch up";
            case At(String zookeeper, boolean embedded) -> embedded
                    ? "of orch up, " + zookeeper
                    : zookeeper;
        };
    }
}
