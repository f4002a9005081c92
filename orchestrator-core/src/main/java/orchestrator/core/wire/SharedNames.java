package orchestrator.core.wire;

import java.util.function.Function;

/**
 * Makes names of one kind, and of equal ones mostly the same object: millions of rows, each of
 * them read by itself, name a few thousand services. Nobody can tell but by the room it takes. May
 * be used from any thread, as what is kept never changes: one that misses it makes its own.
 *
 * @param <N> what never changes once it is made
 */
final class SharedNames<N> implements Function<String, N> {
    /** A power of two. Two names that have the same place drive out each other. */
    private static final int PLACES = 1 << 14;

    private final Made<?>[] made = new Made<?>[PLACES];
    private final Function<String, N> make;

    /** Its fields are final: whoever sees it sees all of it. */
    private record Made<N>(String text, N name) {}

    /** @param make throws for what is no such name, and that is passed on */
    SharedNames(Function<String, N> make) {
        this.make = make;
    }

    @Override
    @SuppressWarnings("unchecked")
    public N apply(String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Made<?> there = made[place];
        if (there != null && there.text.equals(text)) {
            return (N) there.name;
        }
        N name = make.apply(text);
        made[place] = new Made<>(text, name);
        return name;
    }
}
