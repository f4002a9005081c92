package orchestrator.core.plan;

import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ServiceName;

/** How many ready instances of a service may be taken down at one time: {@code update.at-once}. */
final class Budget {
    private final Pace pace;
    private final TreeMap<Key, Count> counts = new TreeMap<>();

    /**
     * Counts, per service, how many serve and how many do not. What has no place at all does not
     * count: it never served, and what no node can take would hold back every change for ever.
     */
    Budget(PlanDraft draft) {
        pace = draft.pace;
        for (Wanted wanted : draft.wanted.all()) {
            Count count = counts.computeIfAbsent(Key.of(wanted), key -> new Count());
            boolean placed = !draft.placed(wanted.id()).isEmpty();
            boolean ready = draft.placed(wanted.id()).stream()
                    .anyMatch(one -> one.isReady() && !draft.isLeaving(one));
            count.ready += ready ? 1 : 0;
            count.down += placed && !ready ? 1 : 0;
            if (placed && !ready && count.firstDown.isEmpty()) {
                count.firstDown = Optional.of(wanted.id());
            }
        }
    }

    /** True when one more of its service may go; the last ready one of several never does. */
    boolean allows(Wanted wanted) {
        Count count = counts.get(Key.of(wanted));
        boolean another = count.ready > 1 || count.down == 0 && count.ready == 1;
        return pace == Pace.AT_ONCE || another && count.down < wanted.service().update().atOnce();
    }

    /** Notes that {@code one} goes down now. */
    void take(Wanted wanted, Placed one) {
        if (one.isReady()) {
            Count count = counts.get(Key.of(wanted));
            count.ready--;
            count.down++;
            count.firstDown = count.firstDown.or(() -> Optional.of(wanted.id()));
        }
    }

    /** The instance of the same service that has to be ready first. */
    Optional<InstanceId> firstDown(Wanted wanted) {
        return counts.get(Key.of(wanted)).firstDown;
    }

    private static final class Count {
        private int ready;
        private int down;
        private Optional<InstanceId> firstDown = Optional.empty();
    }

    private record Key(ProjectName project, ServiceName service) implements Comparable<Key> {
        static Key of(Wanted wanted) {
            return new Key(wanted.id().project(), wanted.id().service());
        }

        @Override
        public int compareTo(Key other) {
            int byProject = project.compareTo(other.project);
            return byProject != 0 ? byProject : service.compareTo(other.service);
        }
    }
}
