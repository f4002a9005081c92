package orchestrator.core.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Lists that are kept in order, so that one thing is found in them without a look at all. */
public final class Ordered {
    private Ordered() {}

    /**
     * A list that never changes and is known to be sorted: a copy costs nothing, however long it is.
     */
    public interface Known<T> extends List<T> {
        /** By which it is sorted: always the same object. */
        Comparator<? super T> order();
    }

    /** The list as one that never changes, sorted if it was not: what is equal keeps its order. */
    public static <T> List<T> copy(List<T> list, Comparator<? super T> order) {
        if (list instanceof Known<T> known && known.order() == order) {
            return list;
        }
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
        int place = between(sorted, 0, sorted.size(), order);
        return place < sorted.size() && order.applyAsInt(sorted.get(place)) == 0
                ? Optional.of(sorted.get(place))
                : Optional.empty();
    }

    /**
     * All for which {@code order} gives 0, as a view.
     *
     * @param order as of {@link #find}
     */
    public static <T> List<T> all(List<T> sorted, ToIntFunction<T> order) {
        int first = between(sorted, 0, sorted.size(), order);
        int end = between(sorted, first, sorted.size(),
                each -> order.applyAsInt(each) > 0 ? 0 : -1);
        return sorted.subList(first, end);
    }

    /**
     * Place of the first for which {@code order} is not below 0, or the size when there is none.
     *
     * @param guess any number: the nearer to that place, the sooner it is found
     * @param order as of {@link #find}
     */
    public static <T> int place(List<T> sorted, int guess, ToIntFunction<T> order) {
        int from = Math.clamp(guess, 0, sorted.size());
        return from < sorted.size() && order.applyAsInt(sorted.get(from)) < 0
                ? after(sorted, from, order)
                : upTo(sorted, from, order);
    }

    /** All up to {@code from} come before it: looks twice as far with each step. */
    private static <T> int after(List<T> sorted, int from, ToIntFunction<T> order) {
        int low = from + 1;
        int high = low;
        for (int step = 1; high < sorted.size()
                && order.applyAsInt(sorted.get(high)) < 0; step *= 2) {
            low = high + 1;
            high = Math.min(sorted.size(), low + step);
        }
        return between(sorted, low, high, order);
    }

    /** None from {@code from} on comes before it. */
    private static <T> int upTo(List<T> sorted, int from, ToIntFunction<T> order) {
        int high = from;
        for (int step = 1; high > 0; step *= 2) {
            int low = Math.max(0, high - step);
            if (order.applyAsInt(sorted.get(low)) < 0) {
                return between(sorted, low + 1, high, order);
            }
            high = low;
        }
        return 0;
    }

    private static <T> int between(List<T> sorted, int first, int last, ToIntFunction<T> order) {
        int low = first;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.applyAsInt(sorted.get(middle)) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
