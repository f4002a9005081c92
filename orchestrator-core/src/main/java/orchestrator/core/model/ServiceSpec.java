package orchestrator.core.model;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One service of a declaration with every default filled in. */
public record ServiceSpec(ServiceName name, ContainerSpec container, Place place,
        List<ServiceName> after, Update update, Exclusive exclusive, Duration lostAfter,
        SourceMark declaredAt) {
    public static final Duration DEFAULT_LOST_AFTER = Duration.ofSeconds(5);

    public ServiceSpec {
        after = List.copyOf(after);
    }

    /**
     * Where instances may run.
     *
     * @param apart {@code node} or the label of nodes of which no two instances may share a value
     * @param only  labels a node must have
     * @param near  services whose instance, of the same copy, must be on the same node
     */
    public record Place(Optional<String> apart, SortedMap<String, String> only,
            List<ServiceName> near) {
        /** True when every node will do. */
        public boolean isAnywhere() {
            return apart.isEmpty() && only.isEmpty() && near.isEmpty();
        }

        /** The value of {@code apart} that means the node itself. */
        public static final String NODE = "node";
        public static final Place ANYWHERE = new Place(Optional.empty(), new TreeMap<>(),
                List.of());

        public Place {
            only = Collections.unmodifiableSortedMap(new TreeMap<String, String>(
                    (Map<String, String>) only));
            near = List.copyOf(near);
        }
    }

    /** How a change is rolled out. {@code stableFor} is how long a new copy must stay ready. */
    public record Update(int atOnce, Duration stableFor, OnFailure onFailure,
            Optional<Order> order) {
        public static final Update DEFAULT = new Update(1, Duration.ofSeconds(0),
                OnFailure.ROLLBACK, Optional.empty());

        /** What a failed rollout does. */
        public enum OnFailure {
            ROLLBACK, STOP
        }

        /** Which comes first; empty in {@link Update} where the planner chooses. */
        public enum Order {
            START_FIRST, STOP_FIRST
        }
    }

    /** Whether two of one instance may be alive at a time, and who ends the first. */
    public enum Exclusive {
        NO, KEEP, LEASE
    }
}
