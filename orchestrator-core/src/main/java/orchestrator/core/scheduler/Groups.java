package orchestrator.core.scheduler;

import java.util.TreeMap;
import java.util.function.IntSupplier;

/** One {@link Group} for each key that was ever asked for. */
final class Groups<K extends Comparable<K>> {
    private final TreeMap<K, Group> all = new TreeMap<>();
    private final IntSupplier numbers;
    private K last;
    private Group lastGroup = Group.NOBODY;

    Groups(IntSupplier numbers) {
        this.numbers = numbers;
    }

    /** Most often the one that was asked for just before. */
    Group of(K key) {
        if (!key.equals(last)) {
            lastGroup = all.computeIfAbsent(key, any -> new Group(numbers.getAsInt()));
            last = key;
        }
        return lastGroup;
    }
}
