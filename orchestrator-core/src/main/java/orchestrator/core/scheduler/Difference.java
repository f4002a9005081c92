package orchestrator.core.scheduler;

import java.util.List;
import java.util.function.Consumer;

import orchestrator.core.model.AssignedInstance;

/** What tells two lists of placements apart, both sorted as in an assignment. */
public record Difference(List<AssignedInstance> before, List<AssignedInstance> after) {

    /** Tells of each that is in one of them only; of one that was changed both as it was and is. */
    public void tell(Consumer<AssignedInstance> gone, Consumer<AssignedInstance> come) {
        int old = 0;
        int now = 0;
        while (old < before.size() || now < after.size()) {
            int order = order(old, now);
            boolean isSame = order == 0 && before.get(old).equals(after.get(now));
            if (order <= 0 && !isSame) {
                gone.accept(before.get(old));
            }
            if (order >= 0 && !isSame) {
                come.accept(after.get(now));
            }
            old += order <= 0 ? 1 : 0;
            now += order >= 0 ? 1 : 0;
        }
    }

    private int order(int old, int now) {
        if (old == before.size() || now == after.size()) {
            return old == before.size() ? 1 : -1;
        }
        return AssignedInstance.ORDER.compare(before.get(old), after.get(now));
    }
}
