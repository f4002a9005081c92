package orchestrator.reconciler.doctor;

import java.util.Optional;

/** The cluster that is meant. */
public sealed interface Target {
    /** None is named, and none was ever started here. */
    record None() implements Target {}

    /**
     * That of {@code orch up}, which does not run; {@code why} says so.
     *
     * @param refusal why the last {@code orch up} did not start it, when that is so
     */
    record Down(String why, Optional<String> refusal) implements Target {}

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
