package orchestrator.reconciler.store;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where what many records say is worked out: in turn, or on several processors at once. */
public interface Each {
    /** One after the other, once it is asked for, by whoever asks. */
    Each IN_TURN = new Each() {
        @Override
        public <T, R> Supplier<List<R>> begin(List<T> all, Function<T, R> pure) {
            return () -> all.stream().map(pure).toList();
        }
    };

    /**
     * Begins to work out what {@code pure} makes of each of {@code all}, and tells it in their order.
     * It may be asked on other threads and of several at a time, until what is returned has been
     * asked: it must look at nothing that changes.
     */
    <T, R> Supplier<List<R>> begin(List<T> all, Function<T, R> pure);
}
