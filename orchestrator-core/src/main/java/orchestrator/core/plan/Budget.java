package orchestrator.core.plan;

import java.util.TreeMap;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ServiceName;

/** How many ready instances of a service may be taken down at one time: {@code update.at-once}. */
final class Budget {
    private final Pace pace;
    private final TreeMap<Key, Count> counts = new TreeMap<>();

    /** Counts, per service, how many should serve and how many do not. */
    Budget(PlanDraft draft) {
        pace = draft.pace;
        for (Wanted wanted : draft.wanted.all()) {
            Count count = counts.computeIfAbsent(Key.of(wanted), key -> new Count());
            count.wanted++;
            boolean ready = draft.placed(wanted.id()).stream()
                    .anyMatch(one -> one.isReady() && !draft.isLeaving(one));
            count.down += ready ? 0 : 1;
        }
    }

    /** True when one more of its service may go; the last ready one of several never does. */
    boolean allows(Wanted wanted) {
        Count count = counts.get(Key.of(wanted));
        boolean another = count.wanted == 1 || count.down < count.wanted - 1;
        return pace == Pace.AT_ONCE || another && count.down < wanted.service().update().atOnce();
    }

    /** Notes that {@code one} goes down now. */
    void take(Wanted wanted, Placed one) {
        counts.get(Key.of(wanted)).down += one.isReady() ? 1 : 0;
    }

    private static final class Count {
        private int wanted;
        private int down;
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
