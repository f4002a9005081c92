package orchestrator.reconciler.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The clock and the turns of one process. Everything given to {@link #run} and {@link #after} runs
 * one at a time, in order; only {@link #work} may block.
 */
public interface Timeline {
    /** Now: never goes back within a process, whatever the wall clock does. */
    Instant now();

    /** Runs {@code step} soon, in turn. */
    void run(Runnable step);

    /** Runs {@code step} in turn once {@code delay} has passed, unless cancelled before. */
    Cancellation after(Duration delay, Runnable step);

    /**
     * Runs blocking {@code job} beside the turns. It must not touch what the turns own: it hands its
     * result back through {@link #run}.
     */
    void work(Runnable job);

    /**
     * Runs blocking {@code question} beside the turns and hands what comes of it to {@code told} in
     * turn, in any case: who waits for an answer must never wait for ever.
     *
     * @param broken makes an answer of whatever the question threw, errors too; still beside the
     *               turns, and it should log what nobody expected
     */
    default <T> void ask(Supplier<T> question, Function<Throwable, T> broken, Consumer<T> told) {
        work(() -> {
            T answer;
            try {
                answer = question.get();
            } catch (RuntimeException | Error e) {
                answer = broken.apply(e);
            }
            T given = answer;
            run(() -> told.accept(given));
        });
    }

    /**
     * What {@code pure} makes of each of {@code all}, in their order. It may be asked on other threads
     * and of several at a time, while whoever calls waits: it must look at nothing that changes.
     */
    default <T, R> List<R> each(List<T> all, Function<T, R> pure) {
        return begin(all, pure).get();
    }

    /**
     * Begins to work that out, beside the turns where there is room, and tells it once it is asked.
     * As {@link #each}, but until then.
     */
    default <T, R> Supplier<List<R>> begin(List<T> all, Function<T, R> pure) {
        return () -> all.stream().map(pure).toList();
    }

    /** Takes back what has not begun. */
    interface Cancellation {
        void cancel();
    }
}
