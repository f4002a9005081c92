package orchestrator.reconciler.wiring;

import java.util.List;
import java.util.function.Function;
import orchestrator.reconciler.store.Each;

/** Of a process that lives for one command: the threads are those that the JVM has for everybody. */
final class AllProcessors implements Each {
    /** With fewer it takes as long to begin. */
    private static final int FEWEST = 64;

    @Override
    public <T, R> List<R> of(List<T> all, Function<T, R> pure) {
        return all.size() < FEWEST
                ? IN_TURN.of(all, pure)
                : all.parallelStream().map(pure).toList();
    }
}
