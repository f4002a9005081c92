package orchestrator.core.model;

import java.time.Duration;
import java.util.List;

/**
 * How to tell that an instance serves. Goes on for its whole life: {@code tries} failures in a row
 * make a ready instance unhealthy, one pass makes it ready.
 *
 * @param every   pause between two probes
 * @param timeout longest wait for one answer
 * @param tries   failures in a row that count
 * @param grace   how long a new container may fail before it counts as broken
 */
public record Check(Probe probe, Duration every, Duration timeout, int tries, Duration grace) {
    public static final Duration DEFAULT_EVERY = Duration.ofSeconds(5);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);
    public static final int DEFAULT_TRIES = 3;
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(60);

    /** What is asked. */
    public sealed interface Probe {
        /** GET {@code path} on the named port; 200 to 399 passes. */
        record Http(String path, String port) implements Probe {}

        /** The named port accepts a connection. */
        record Tcp(String port) implements Probe {}

        /** The command ends with 0 inside the container. */
        record Run(List<String> command) implements Probe {
            public Run {
                command = List.copyOf(command);
            }
        }
    }
}
