package orchestrator.reconciler.controller;

import java.time.Duration;
import java.time.Instant;
import orchestrator.reconciler.loop.Timeline;

/** Wakes a loop at most once in a while, however often it is asked to, and loses no wish. */
public final class WakeLimiter {
    private final Timeline timeline;
    private final Duration pause;
    private final Runnable wake;
    private Instant earliest = Instant.MIN;
    private boolean planned;

    /** @param pause shortest time from one wake to the next */
    public WakeLimiter(Timeline timeline, Duration pause, Runnable wake) {
        this.timeline = timeline;
        this.pause = pause;
        this.wake = wake;
    }

    /** Wakes as soon as the pause since the last wake is over. May be called from any thread. */
    public void ask() {
        timeline.run(this::plan);
    }

    private void plan() {
        if (planned) {
            return;
        }
        planned = true;
        Instant now = timeline.now();
        Duration wait = now.isBefore(earliest) ? Duration.between(now, earliest) : Duration.ZERO;
        timeline.after(wait, () -> {
            planned = false;
            earliest = timeline.now().plus(pause);
            wake.run();
        });
    }
}
