package orchestrator.core.wire;

import java.util.function.UnaryOperator;

/**
 * Makes of equal values mostly the same object, as {@link SharedNames} does of names: what millions of
 * rows say alike, each of them read by itself. May be used from any thread, as what is kept never
 * changes: one that misses it keeps its own.
 *
 * @param <V> what never changes once it is made
 */
final class SharedValues<V> implements UnaryOperator<V> {
    /** A power of two. Two values that have the same place drive out each other. */
    private static final int PLACES = 1 << 13;

    private final Object[] kept = new Object[PLACES];

    @Override
    @SuppressWarnings("unchecked")
    public V apply(V value) {
        int hash = value.hashCode();
        int place = (hash ^ hash >>> 13 ^ hash >>> 26) & PLACES - 1;
        Object there = kept[place];
        if (value.equals(there)) {
            return (V) there;
        }
        kept[place] = value;
        return value;
    }
}
