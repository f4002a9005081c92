package orchestrator.core.model;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What tells two lists apart.
 *
 * @param before sorted by {@code order}
 * @param after  sorted by {@code order}
 */
public record Difference<T>(List<T> before, List<T> after, Comparator<? super T> order) {

    /** Tells of each that is in one of them only; of one that has changed both as it was and is. */
    public void tell(Consumer<T> gone, Consumer<T> come) {
        if (before == after) {
            return;
        }
        int old = 0;
        int now = 0;
        while (old < before.size() || now < after.size()) {
            int which = which(old, now);
            boolean isSame = which == 0 && before.get(old).equals(after.get(now));
            if (which <= 0 && !isSame) {
                gone.accept(before.get(old));
            }
            if (which >= 0 && !isSame) {
                come.accept(after.get(now));
            }
            old += which <= 0 ? 1 : 0;
            now += which >= 0 ? 1 : 0;
        }
    }

    private int which(int old, int now) {
        if (old == before.size() || now == after.size()) {
            return old == before.size() ? 1 : -1;
        }
        return order.compare(before.get(old), after.get(now));
    }
}
