package orchestrator.reconciler.runtime;

import java.time.Duration;

/** Asks a port of this node whether it serves. Blocks, at most for the timeout. */
public interface NetworkProbe {
    /** GET; passes on 200 to 399. */
    Answer http(String host, int port, String path, Duration timeout);

    /** Passes when a connection is accepted. */
    Answer tcp(String host, int port, Duration timeout);

    /** {@code text} is what a person reads: {@code "500"}, {@code "connection refused"}. */
    record Answer(boolean passed, String text) {}
}
