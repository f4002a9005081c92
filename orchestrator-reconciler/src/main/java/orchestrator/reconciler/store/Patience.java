package orchestrator.reconciler.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Asks an ensemble, and asks again as long as no answer comes and patience lasts. */
public final class Patience {
    private final String whom;
    private final Duration patience;
    private final LongSupplier nanoTime;

    /** One thing asked, that may be asked again. */
    @FunctionalInterface
    public interface Question<T> {
        /** Asks once. */
        T ask() throws NoAnswerException;
    }

    /**
     * Patience that is the same for every question.
     *
     * @param whom     for messages, such as {@code ZooKeeper at 10.0.0.1:2181}
     * @param patience how long attempts go on beginning; the first one is made in any case
     * @param nanoTime a clock that only goes on
     */
    public Patience(String whom, Duration patience, LongSupplier nanoTime) {
        this.whom = whom;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * The answer.
     *
     * @param what for messages, such as {@code read /cluster}
     * @throws StoreUnavailableException when there is none for too long
     */
    public <T> T ask(String what, Question<T> question) {
        long begin = nanoTime.getAsLong();
        while (true) {
            try {
                return question.ask();
            } catch (NoAnswerException e) {
                if (nanoTime.getAsLong() - begin >= patience.toNanos()) {
                    throw new StoreUnavailableException(whom + " does not answer: could not "
                            + what, e);
                }
            }
        }
    }
}
