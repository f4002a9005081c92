package orchestrator.reconciler.wiring;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import orchestrator.reconciler.store.StoreUnavailableException;

/** Asks again and again whether all is ready, and says so once. */
final class Readiness implements Foreground.Work {
    private static final Duration POLL = Duration.ofMillis(50);

    private final SystemTimeline timeline = new SystemTimeline("readiness");
    private final BooleanSupplier question;
    private final Runnable ready;

    /** @param question may block */
    Readiness(BooleanSupplier question, Runnable ready) {
        this.question = question;
        this.ready = ready;
    }

    void start() {
        timeline.run(this::ask);
    }

    private void ask() {
        if (isReady()) {
            ready.run();
        } else {
            timeline.after(POLL, this::ask);
        }
    }

    private boolean isReady() {
        try {
            return question.getAsBoolean();
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    @Override
    public void close() {
        timeline.close();
    }
}
