package orchestrator.core.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Lists that are kept in order, so that one thing is found in them without a look at all. */
public final class Ordered {
    private Ordered() {}

    /** The list as one that never changes, sorted if it was not: what is equal keeps its order. */
    public static <T> List<T> copy(List<T> list, Comparator<? super T> order) {
        for (int i = 1; i < list.size(); i++) {
            if (order.compare(list.get(i - 1), list.get(i)) > 0) {
                return list.stream().sorted(order).toList();
            }
        }
        return List.copyOf(list);
    }

    /**
     * The first for which {@code order} gives 0.
     *
     * @param order below 0 for whatever comes before it in the list, above 0 for what comes after
     */
    public static <T> Optional<T> find(List<T> sorted, ToIntFunction<T> order) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.applyAsInt(sorted.get(middle)) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < sorted.size() && order.applyAsInt(sorted.get(low)) == 0
                ? Optional.of(sorted.get(low))
                : Optional.empty();
    }
}
