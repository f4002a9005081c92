package orchestrator.core.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

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

    private final ByPeers<Row> rows = new ByPeers<>();
    private final TreeMap<InstanceId, TreeSet<Integer>> several = new TreeMap<>();
    private final Function<InstanceId, Row> fresh;

    /** {@code fresh} makes the row of an instance none like which was seen before. */
    Homes(Function<InstanceId, Row> fresh) {
        this.fresh = fresh;
    }

    /** By number: the index of the node plus one. */
    static final class Row {
        private final Peers peers;
        private final Group siblings;
        private final Group mates;
        private int[] nodes = {};

        Row(Peers peers, Group siblings, Group mates) {
            this.peers = peers;
            this.siblings = siblings;
            this.mates = mates;
        }

        /** All of their service. */
        Group siblings() {
            return siblings;
        }

        /** All of their copy. */
        Group mates() {
            return mates;
        }

        private int get(int number) {
            return number < nodes.length ? nodes[number] : number < LONGEST ? NOWHERE : SEVERAL;
        }

        private void set(int number, int value) {
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
        Row row = rows.get(id);
        int value = row == null ? NOWHERE : row.get(id.number());
        if (value == SEVERAL) {
            return new ArrayList<>(several.getOrDefault(id, new TreeSet<>()));
        }
        return value == NOWHERE ? List.of() : List.of(value - 1);
    }

    /** It runs on that node; {@code row} is its own. */
    void add(Row row, InstanceId id, int node) {
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

    /** It does not any more; {@code row} is its own. */
    void remove(Row row, InstanceId id, int node) {
        TreeSet<Integer> all = row.get(id.number()) == SEVERAL ? several.get(id) : null;
        if (all != null) {
            all.remove(node);
            if (all.size() < 2 && id.number() < LONGEST) {
                several.remove(id);
                row.set(id.number(), all.first() + 1);
            }
        } else if (row.get(id.number()) == node + 1) {
            row.set(id.number(), NOWHERE);
        }
    }

    /** Calls {@code each} with every instance that runs anywhere. */
    void forEach(Consumer<InstanceId> each) {
        for (Row row : rows.all().values()) {
            for (int number = 1; number < row.nodes.length; number++) {
                if (row.nodes[number] != NOWHERE) {
                    each.accept(row.peers.id(number));
                }
            }
        }
        several.keySet().stream().filter(id -> id.number() >= LONGEST).forEach(each);
    }

    /** What is known of all that differ from it in nothing but their number. */
    Row row(InstanceId id) {
        return rows.get(id, _ -> fresh.apply(id));
    }
}
