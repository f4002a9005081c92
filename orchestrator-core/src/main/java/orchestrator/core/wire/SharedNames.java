package orchestrator.core.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes names of one kind, and of equal ones mostly the same object: millions of rows, each of
 * them read by itself, name a few thousand services. Nobody can tell but by the room it takes. May
 * be used from any thread.
 *
 * @param <N> what never changes once it is made
 */
final class SharedNames<N> implements Function<String, N> {
    /** Beyond so many it begins anew: what comes from outside must not fill the memory for good. */
    private static final int MOST = 20_000;

    private final Map<String, N> known = new ConcurrentHashMap<>();
    private final Function<String, N> make;

    /** @param make throws for what is no such name, and that is passed on */
    SharedNames(Function<String, N> make) {
        this.make = make;
    }

    @Override
    public N apply(String text) {
        N before = known.get(text);
        if (before != null) {
            return before;
        }
        N made = make.apply(text);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(text, made);
        return made;
    }
}
