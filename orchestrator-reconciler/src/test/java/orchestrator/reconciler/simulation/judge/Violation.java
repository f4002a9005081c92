package orchestrator.reconciler.simulation.judge;

import java.time.Instant;

/**
 * Something that must never happen and did.
 *
 * @param rule as in the table of docs/reliability.md, {@code S7} for example
 */
public record Violation(String rule, long seed, Instant at, String what) {
    @Override
    public String toString() {
        return rule + ": seed " + seed + ", " + at + ": " + what;
    }
}
