package orchestrator.reconciler.store;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import orchestrator.core.model.Ordered;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * The nodes sorted by name: the same list as long as none is another, and known to be in order. It is
 * gone through only when a node has come or gone.
 */
final class NodeList {
    /** Nodes that are other ones than in the list, by their places there. */
    private final SortedMap<Integer, NodeObservation> others = new TreeMap<>();
    private Sorted all = new Sorted(List.of());
    private boolean stale;

    /** One that never changes, and is not looked at again for its order. */
    private static final class Sorted extends AbstractList<NodeObservation>
            implements
                Ordered.Known<NodeObservation>,
                RandomAccess {
        private final List<NodeObservation> nodes;

        Sorted(List<NodeObservation> nodes) {
            this.nodes = nodes;
        }

        @Override
        public Comparator<NodeObservation> order() {
            return ObservedState.ORDER;
        }

        @Override
        public NodeObservation get(int index) {
            return nodes.get(index);
        }

        @Override
        public int size() {
            return nodes.size();
        }
    }

    /** Some node has come or gone. */
    void stale() {
        stale = true;
    }

    /** A node is another one than it was; empty where it was not there, or is not any more. */
    void change(Optional<NodeObservation> before, Optional<NodeObservation> now) {
        int place = stale || before.isEmpty() || now.isEmpty()
                ? -1
                : Collections.binarySearch(all, now.get(), ObservedState.ORDER);
        if (place >= 0) {
            others.put(place, now.get());
        } else {
            stale = true;
        }
    }

    /** The list as it is now; {@code every} is asked only when it has to be made anew. */
    List<NodeObservation> of(Supplier<List<NodeObservation>> every) {
        if (stale) {
            all = new Sorted(Ordered.copy(every.get(), ObservedState.ORDER));
        } else if (!others.isEmpty()) {
            List<NodeObservation> next = new ArrayList<>(all);
            others.forEach(next::set);
            all = new Sorted(List.copyOf(next));
        }
        stale = false;
        others.clear();
        return all;
    }
}
