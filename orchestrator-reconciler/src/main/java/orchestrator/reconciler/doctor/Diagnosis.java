package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that was found.
 *
 * @param about   the cluster that was looked at, in a few words; empty text for none
 * @param results in the order of {@link Group}
 * @param took    how long the looking took
 */
public record Diagnosis(Instant at, String about, List<Result> results, Duration took) {
    public Diagnosis {
        results = List.copyOf(results);
    }

    /** What was found of that grade. */
    public List<Result.Finding> findings(Grade grade) {
        return results.stream().filter(Result.Finding.class::isInstance)
                .map(Result.Finding.class::cast).filter(each -> each.grade() == grade).toList();
    }

    /** How many checks found all well. */
    public int passed() {
        return (int) results.stream().filter(Result.Passed.class::isInstance).count();
    }

    /** True when nothing is wrong; there may be notes. */
    public boolean isFine() {
        return findings(Grade.WRONG).isEmpty();
    }
}
