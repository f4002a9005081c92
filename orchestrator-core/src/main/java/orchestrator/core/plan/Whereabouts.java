package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.scheduler.ByPeers;
import orchestrator.core.scheduler.ClusterLedger;
import orchestrator.core.scheduler.NodeLedger;

/**
 * Where the incarnations of each instance stand, looked up once in a plan: all steps ask, and with
 * many nodes each look is at something that was not looked at for long.
 */
final class Whereabouts {
    /** A number this large is a mistake in some record, and no reason to make a row as long. */
    private static final int LONGEST = 1 << 20;

    private final ClusterLedger ledger;
    private final ByPeers<Row> rows = new ByPeers<>();

    Whereabouts(ClusterLedger ledger) {
        this.ledger = ledger;
    }

    /** By number: those of one instance, or null while nobody has asked. */
    private static final class Row {
        private List<?>[] known = {};

        @SuppressWarnings("unchecked")
        private List<Placed> get(int number) {
            return number < known.length ? (List<Placed>) known[number] : null;
        }

        private void set(int number, List<Placed> placed) {
            if (number >= known.length && number < LONGEST) {
                known = Arrays.copyOf(known, number + number / 2 + 2);
            }
            if (number < LONGEST) {
                known[number] = placed;
            }
        }
    }

    /** The incarnations of one instance, oldest first. */
    List<Placed> of(InstanceId id) {
        Row row = row(id);
        List<Placed> placed = row.get(id.number());
        if (placed == null) {
            placed = look(id);
            row.set(id.number(), placed);
        }
        return placed;
    }

    /** Another one was given out somewhere. */
    void forget(InstanceId id) {
        row(id).set(id.number(), null);
    }

    /** That one was taken back. */
    void remove(Placed one) {
        InstanceId id = one.assigned().id();
        row(id).set(id.number(), of(id).stream().filter(each -> !isSame(each, one)).toList());
    }

    private static boolean isSame(Placed one, Placed other) {
        return one.node().name().equals(other.node().name())
                && one.assigned().incarnation().equals(other.assigned().incarnation());
    }

    private Row row(InstanceId id) {
        return rows.get(id, _ -> new Row());
    }

    private List<Placed> look(InstanceId id) {
        List<NodeLedger> homes = ledger.homes(id);
        if (homes.isEmpty()) {
            return List.of();
        }
        List<Placed> all = new ArrayList<>(1);
        for (NodeLedger home : homes) {
            for (AssignedInstance each : home.incarnations(id)) {
                all.add(Placed.of(home, each));
            }
        }
        all.sort(Comparator.comparing(each -> each.assigned().incarnation()));
        return List.copyOf(all);
    }
}
