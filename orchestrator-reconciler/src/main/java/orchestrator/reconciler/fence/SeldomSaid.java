package orchestrator.reconciler.fence;

import java.time.Duration;

/** Lets something be said at once, and then ever more seldom while it goes on. */
final class SeldomSaid {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private Duration pause = FIRST_PAUSE;
    private Duration next = Duration.ZERO;

    /** True when it is to be said now. */
    boolean isDue(Duration now) {
        if (now.compareTo(next) < 0) {
            return false;
        }
        next = now.plus(pause);
        pause = pause.multipliedBy(2);
        return true;
    }

    /** It is over: the next time it is news again. */
    void over() {
        pause = FIRST_PAUSE;
        next = Duration.ZERO;
    }
}
