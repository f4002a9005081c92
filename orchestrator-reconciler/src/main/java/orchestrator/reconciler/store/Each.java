package orchestrator.reconciler.store;

import java.util.List;
import java.util.function.Function;

/** Where what many records say is worked out: in turn, or on several processors at once. */
public interface Each {
    /** One after the other, by whoever asks. */
    Each IN_TURN = new Each() {
        @Override
        public <T, R> List<R> of(List<T> all, Function<T, R> pure) {
            return all.stream().map(pure).toList();
        }
    };

    /**
     * What {@code pure} makes of each of {@code all}, in their order. It may be asked on other threads
     * and of several at a time, while whoever calls waits: it must look at nothing that changes.
     */
    <T, R> List<R> of(List<T> all, Function<T, R> pure);
}
