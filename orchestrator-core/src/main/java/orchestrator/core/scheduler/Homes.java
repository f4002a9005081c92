package orchestrator.core.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Peers;

/**
 * On which nodes each instance runs. Nearly every one runs on one node, so that a row of numbers is
 * enough for all that differ in nothing but their own number: four bytes for each.
 */
final class Homes {
    private static final int NOWHERE = 0;
    private static final int SEVERAL = -1;
    /** A number this large is a mistake in some record, and no reason to make a row as long. */
    private static final int LONGEST = 1 << 24;

    private final TreeMap<Peers, Row> rows = new TreeMap<>();
    private final TreeMap<InstanceId, TreeSet<Integer>> several = new TreeMap<>();
    private Row last;

    /** By number: the index of the node plus one. */
    private static final class Row {
        private final Peers peers;
        private int[] nodes = {};

        Row(Peers peers) {
            this.peers = peers;
        }

        int get(int number) {
            return number < nodes.length ? nodes[number] : number < LONGEST ? NOWHERE : SEVERAL;
        }

        void set(int number, int value) {
            if (number >= nodes.length && number < LONGEST) {
                nodes = Arrays.copyOf(nodes, Math.max(number + 1, number + number / 2));
            }
            if (number < LONGEST) {
                nodes[number] = value;
            }
        }
    }

    /** Indexes of its nodes, ascending. */
    List<Integer> of(InstanceId id) {
        Row row = row(id);
        int value = row == null ? NOWHERE : row.get(id.number());
        if (value == SEVERAL) {
            return new ArrayList<>(several.getOrDefault(id, new TreeSet<>()));
        }
        return value == NOWHERE ? List.of() : List.of(value - 1);
    }

    void add(InstanceId id, int node) {
        Row row = row(id);
        if (row == null) {
            row = new Row(Peers.of(id));
            rows.put(row.peers, row);
            last = row;
        }
        int value = row.get(id.number());
        if (value == NOWHERE) {
            row.set(id.number(), node + 1);
        } else if (value != node + 1) {
            TreeSet<Integer> all = several.computeIfAbsent(id, any -> new TreeSet<>());
            if (value != SEVERAL) {
                all.add(value - 1);
            }
            all.add(node);
            row.set(id.number(), SEVERAL);
        }
    }

    void remove(InstanceId id, int node) {
        Row row = row(id);
        TreeSet<Integer> all = several.get(id);
        if (all == null) {
            row.set(id.number(), NOWHERE);
            return;
        }
        all.remove(node);
        if (all.size() < 2 && id.number() < LONGEST) {
            several.remove(id);
            row.set(id.number(), all.first() + 1);
        }
    }

    /** Calls {@code each} with every instance that runs anywhere. */
    void forEach(Consumer<InstanceId> each) {
        for (Row row : rows.values()) {
            for (int number = 1; number < row.nodes.length; number++) {
                if (row.nodes[number] != NOWHERE) {
                    each.accept(row.peers.id(number));
                }
            }
        }
        several.keySet().stream().filter(id -> id.number() >= LONGEST).forEach(each);
    }

    /** Most often one of those that were asked for just before. */
    private Row row(InstanceId id) {
        if (last == null || !last.peers.include(id)) {
            Row found = rows.get(Peers.of(id));
            if (found == null) {
                return null;
            }
            last = found;
        }
        return last;
    }
}
