package orchestrator.reconciler.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import orchestrator.reconciler.store.Each;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work without end or waiting in parts, of which each processor takes another when it is done with
 * one. Whoever asks for what came of it does what nobody has begun.
 */
final class AllProcessors implements Each {
    private static final Logger LOG = LoggerFactory.getLogger(AllProcessors.class);
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    /** With fewer than two such parts it takes as long to hand them out. */
    private static final int PART = 32;

    /** Of a process that lives for one command: the threads are those that the JVM has for everybody. */
    @Override
    public <T, R> Supplier<List<R>> begin(List<T> all, Function<T, R> pure) {
        return begin(ForkJoinPool.commonPool(), all, pure);
    }

    /** Begins what {@code pure} makes of each of {@code all}, where {@code others} have room. */
    static <T, R> Supplier<List<R>> begin(Executor others, List<T> all, Function<T, R> pure) {
        if (all.size() < 2 * PART || PROCESSORS == 1) {
            return () -> inTurn(all, pure);
        }
        List<FutureTask<List<R>>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PART) {
            List<T> part = all.subList(from, Math.min(from + PART, all.size()));
            parts.add(new FutureTask<>(() -> inTurn(part, pure)));
        }
        try {
            parts.forEach(others::execute);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: whoever asks does it", e);
        }
        return () -> joined(parts).orElseGet(() -> inTurn(all, pure));
    }

    private static <R> Optional<List<R>> joined(List<FutureTask<List<R>>> parts) {
        parts.forEach(FutureTask::run);
        try {
            List<R> all = new ArrayList<>();
            for (FutureTask<List<R>> part : parts) {
                all.addAll(part.get());
            }
            return Optional.of(all);
        } catch (ExecutionException e) {
            LOG.debug("failed: asked again in turn, which tells why", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static <T, R> List<R> inTurn(List<T> all, Function<T, R> pure) {
        return all.stream().map(pure).toList();
    }
}
