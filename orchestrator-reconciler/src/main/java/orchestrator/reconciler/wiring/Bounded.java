package orchestrator.reconciler.wiring;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Questions that may hang, each in a thread of its own and asked for a bounded time. */
final class Bounded implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ExecutorService threads() {
        return threads;
    }

    /** Begins to ask; the answer is fetched later. */
    <T> Asked<T> begin(Callable<T> question) {
        long begun = System.nanoTime();
        return new Asked<>(threads.submit(question), begun);
    }

    /**
     * A question on its way.
     *
     * @param begun when it was asked
     */
    record Asked<T>(Future<T> answer, long begun) {
        /** The answer, or what is made of its failure, once it is there or {@code most} is over. */
        T within(Duration most, Function<Exception, T> instead) {
            try {
                long left = most.toNanos() - (System.nanoTime() - begun);
                return answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                answer.cancel(true);
                return instead.apply(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return instead.apply(e);
            } catch (ExecutionException e) {
                return instead.apply(e.getCause() instanceof Exception cause ? cause : e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
