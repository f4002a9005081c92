package orchestrator.core.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.NodeName;

/** The numbers of wanted instances that differ in nothing else, ascending. */
sealed interface Numbers {
    int size();

    /** The number at that place, counted from 0. */
    int get(int place);

    /** The place of a number; below 0 when it is none of them. */
    int place(int number);

    /** The node to which the one at that place belongs. */
    Optional<NodeName> node(int place);

    /** From 1 to {@code last}. */
    record UpTo(int last, Optional<NodeName> belongsTo) implements Numbers {
        @Override
        public int size() {
            return last;
        }

        @Override
        public int get(int place) {
            return place + 1;
        }

        @Override
        public int place(int number) {
            return number <= last ? number - 1 : -1;
        }

        @Override
        public Optional<NodeName> node(int place) {
            return belongsTo;
        }
    }

    /** One for each node, in the order of {@code all}. */
    record OnNodes(List<Integer> all, List<NodeName> nodes) implements Numbers {
        public OnNodes {
            all = List.copyOf(all);
            nodes = List.copyOf(nodes);
        }

        @Override
        public int size() {
            return all.size();
        }

        @Override
        public int get(int place) {
            return all.get(place);
        }

        @Override
        public int place(int number) {
            return Collections.binarySearch(all, number);
        }

        @Override
        public Optional<NodeName> node(int place) {
            return Optional.of(nodes.get(place));
        }
    }
}
