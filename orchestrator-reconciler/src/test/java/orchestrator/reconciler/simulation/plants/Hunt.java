package orchestrator.reconciler.simulation.plants;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Runs seeds against planted code until one finds the bug. */
final class Hunt {
    static final int SEEDS = 200;
    private static final String RUN = Storm.class.getName();

    private final LongFunction<Optional<String>> run;

    /** @param planted classes that take the place of the compiled ones; none for a control */
    Hunt(Map<String, byte[]> planted) {
        this.run = run(new PlantedClasses(planted));
    }

    /** A bug that was found: by which seed, and what was seen. */
    record Catch(long seed, String violation, Duration took) {
        /** The rule that was seen broken: what stands before the first colon. */
        String rule() {
            return violation.substring(0, Math.max(0, violation.indexOf(':')));
        }
    }

    /** The first of so many seeds, from that one on, that sees something wrong. */
    Optional<Catch> among(long first, int count) {
        long began = System.nanoTime();
        for (long seed = first; seed < first + count; seed++) {
            Optional<String> violation = run.apply(seed);
            if (violation.isPresent()) {
                return Optional.of(new Catch(seed, violation.get(),
                        Duration.ofNanos(System.nanoTime() - began)));
            }
        }
        return Optional.empty();
    }

    /** Only types of the platform cross the border between the two worlds of classes. */
    @SuppressWarnings("unchecked")
    private static LongFunction<Optional<String>> run(ClassLoader classes) {
        try {
            return (LongFunction<Optional<String>>) classes.loadClass(RUN)
                    .getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the simulation cannot be begun", e);
        }
    }
}
