package orchestrator.reconciler.doctor;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.Event;
import orchestrator.reconciler.client.ClusterView;

/**
 * What is seen of a cluster.
 *
 * @param embedded true for that of {@code orch up}
 * @param program  the version of this program
 * @param state    what its records say, and the events it keeps
 * @param key      how it stands with the cluster key; empty when none is named
 * @param clocks   as {@link EnsembleFacts.Visit} has them
 * @param timing   the slowest of the ensemble's servers, when it is seen
 */
public record ClusterFacts(boolean embedded, String program, State state, Optional<Key> key,
        Seen<List<EnsembleFacts.Clock>> clocks, Optional<EnsembleFacts.Timing> timing) {

    /** What came of looking at it. */
    public sealed interface State {
        /** It was seen. */
        record Read(ClusterView view, List<Event> events) implements State {
            public Read {
                events = List.copyOf(events);
            }
        }

        /** The ensemble holds no cluster. */
        record Missing() implements State {}

        /** It is not one that this program may work with; {@code why} says so. */
        record Refused(String why) implements State {}

        /** It could not be read in time. */
        record Unread(String why) implements State {}
    }

    /** The cluster key: where it is, and what is wrong with it; empty text when all is well. */
    public record Key(String file, String trouble) {}
}
