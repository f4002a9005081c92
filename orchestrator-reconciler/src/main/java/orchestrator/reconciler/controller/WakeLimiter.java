package orchestrator.reconciler.controller;

import java.time.Duration;
import java.time.Instant;
import orchestrator.reconciler.loop.Timeline;

/** Wakes a loop at most once in a while, however often it is asked to, and loses no wish. */
public final class WakeLimiter {
    private final Timeline timeline;
    private final Duration pause;
    private final Runnable wake;
    private Instant earliest = Instant.EPOCH;
    private Instant mayHurry = Instant.EPOCH;
    /** How calm it has to be after the turn that was hurried; zero once that is over. */
    private Duration hurried = Duration.ZERO;
    private Timeline.Cancellation next = () -> {};
    private boolean planned;

    /** @param pause shortest time from one wake to the next */
    public WakeLimiter(Timeline timeline, Duration pause, Runnable wake) {
        this.timeline = timeline;
        this.pause = pause;
        this.wake = wake;
    }

    /**
     * Wakes as soon as the pause since the last wake, and the rest that was asked for, are over. May
     * be called from any thread.
     */
    public void ask() {
        timeline.run(this::plan);
    }

    /**
     * Wakes at once, whatever rest was asked for, but in this way not again for {@code calm}, counted
     * from the next rest; else like {@link #ask}. May be called from any thread.
     */
    public void hurry(Duration calm) {
        timeline.run(() -> {
            Instant now = timeline.now();
            if (!now.isBefore(mayHurry)) {
                mayHurry = now.plus(calm);
                hurried = calm;
                earliest = now;
                next.cancel();
                planned = false;
            }
            plan();
        });
    }

    /** Puts the next wake off until so long after now. Only to be called in turn. */
    void rest(Duration rest) {
        Instant now = timeline.now();
        earliest = now.plus(rest);
        if (!hurried.isZero()) {
            mayHurry = now.plus(hurried);
            hurried = Duration.ZERO;
        }
    }

    private void plan() {
        if (!planned) {
            planned = true;
            wakeWhenRested();
        }
    }

    private void wakeWhenRested() {
        Duration wait = Duration.between(timeline.now(), earliest);
        next = timeline.after(wait.isNegative() ? Duration.ZERO : wait, this::wakeIfRested);
    }

    /** The rest may have become longer while it was waited for. */
    private void wakeIfRested() {
        Instant now = timeline.now();
        if (now.isBefore(earliest)) {
            wakeWhenRested();
            return;
        }
        planned = false;
        earliest = now.plus(pause);
        wake.run();
    }
}
