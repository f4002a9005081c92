package orchestrator.cli.command;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import orchestrator.reconciler.client.ClusterClient;

/** Waits until there is something new to look at. */
final class Changes {
    /** How often to look without a hint, which may get lost. */
    static final Duration TICK = Duration.ofSeconds(1);
    /** A burst of changes is one look. */
    private static final Duration BREATH = Duration.ofMillis(50);

    private final BlockingQueue<Boolean> hints = new ArrayBlockingQueue<>(1);

    private Changes() {}

    static Changes of(ClusterClient client) {
        Changes changes = new Changes();
        client.onChange(() -> changes.hints.offer(true));
        return changes;
    }

    /** Returns after a change, or after {@link #TICK}. */
    void await() {
        if (await(TICK)) {
            await(BREATH);
        }
    }

    /** Waits no longer than that; true when there was a change. */
    boolean await(Duration longest) {
        try {
            return hints.poll(longest.toMillis(), TimeUnit.MILLISECONDS) != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.INTERRUPTED, "interrupted; the cluster goes on", "");
        }
    }
}
