package orchestrator.benchmarks.core;

import static orchestrator.benchmarks.table.TextTable.whole;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import orchestrator.benchmarks.core.Workload.Item;
import orchestrator.benchmarks.core.Workload.Kind;
import orchestrator.benchmarks.core.Workload.Prepared;
import orchestrator.benchmarks.table.Options;
import orchestrator.benchmarks.table.TextTable;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Resources;
import orchestrator.core.scheduler.NodeLedger;
import orchestrator.core.scheduler.Placement;
import orchestrator.core.scheduler.PlacementRequest;
import orchestrator.core.scheduler.Scheduler;

/** How well the scheduler uses a cluster: counted, not timed, and so the same on every machine. */
public final class PackingTable {
    private static final int NODES = 1000;
    /** More than fits, in each kind of work. */
    private static final int TOO_MANY = 200_000;
    /** How many of one service want a node each. */
    private static final int APART = 1000;

    /** Three tables: evenness, how full a cluster gets, what a change moves. */
    public String run(Options options) {
        int nodes = options.number("nodes", NODES);
        return evenness(nodes) + "\n" + fill(nodes) + "\n" + new Moves(nodes).table();
    }

    private static TextTable evenness(int nodes) {
        TextTable table = new TextTable("ten instances for each node", "placed", "nodes used",
                "at least needed", "instances on a node", "cpu reserved on a node");
        for (Kind kind : List.of(Kind.SPREAD, Kind.ONE_OFF, Kind.MIXED, Kind.APART,
                Kind.APART_RACK)) {
            Workload work = new Workload(kind, nodes, 10 * nodes);
            Prepared prepared = work.prepare();
            int placed = place(prepared, Integer.MAX_VALUE);
            IntSummaryStatistics counts = perNode(prepared, node -> node.assigned().size());
            IntSummaryStatistics cpu = perNode(prepared, node -> node.reserved().milliCpu());
            table.row(kind + " " + whole(nodes), whole(placed), whole(used(prepared)),
                    whole(leastNodes(work, prepared)), counts.getMin() + " to " + counts.getMax(),
                    cpu.getMin() + "m to " + cpu.getMax() + "m");
        }
        return table;
    }

    private static TextTable fill(int nodes) {
        TextTable table = new TextTable("until one is refused", "placed", "cpu given out",
                "memory given out", "nodes with room for it left");
        for (Kind kind : List.of(Kind.SPREAD, Kind.MIXED)) {
            Prepared prepared = new Workload(kind, nodes, TOO_MANY * nodes / NODES).prepare();
            int placed = place(prepared, 1);
            Resources capacity = Resources.NONE;
            Resources given = Resources.NONE;
            for (NodeLedger node : prepared.cluster().nodes()) {
                capacity = capacity.plus(node.observation().node().capacity());
                given = given.plus(node.reserved());
            }
            Item refused = prepared.items().get(placed);
            table.row(kind + " " + whole(nodes), whole(placed),
                    percent(given.milliCpu(), capacity.milliCpu()),
                    percent(given.memoryBytes(), capacity.memoryBytes()),
                    whole(prepared.cluster().nodes().stream()
                            .filter(node -> hasRoom(node, refused)).count()));
        }
        return table;
    }

    /** Returns how many found a place before so many were refused. */
    private static int place(Prepared prepared, int mostRefused) {
        int placed = 0;
        int refused = 0;
        for (Item item : prepared.items()) {
            Placement placement = Scheduler.place(
                    new PlacementRequest(item.id(), item.service(), List.of()), prepared.cluster());
            Optional<NodeName> on = placement instanceof Placement.On(NodeName node)
                    ? Optional.of(node)
                    : Optional.empty();
            on.ifPresent(node -> prepared.cluster().node(node).add(item.taken()));
            placed += on.isPresent() ? 1 : 0;
            refused += on.isPresent() ? 0 : 1;
            if (refused >= mostRefused) {
                break;
            }
        }
        return placed;
    }

    private static boolean hasRoom(NodeLedger node, Item item) {
        Resources capacity = node.observation().node().capacity();
        Resources next = node.reserved().plus(item.service().container().resources());
        return next.milliCpu() <= capacity.milliCpu()
                && next.memoryBytes() <= capacity.memoryBytes();
    }

    /** No packing needs fewer: the sum of what is asked for by what a node has. */
    private static long leastNodes(Workload work, Prepared prepared) {
        long cpu = 0;
        long memory = 0;
        for (Item item : prepared.items()) {
            cpu += item.service().container().resources().milliCpu();
            memory += item.service().container().resources().memoryBytes();
        }
        Resources node = prepared.cluster().nodes().iterator().next().observation().node()
                .capacity();
        long byRoom = Math.max(upwards(cpu, node.milliCpu()), upwards(memory, node.memoryBytes()));
        return work.kind() == Kind.APART ? Math.min(work.nodes(), APART) : byRoom;
    }

    private static long upwards(long part, long whole) {
        return (part + whole - 1) / whole;
    }

    private static long used(Prepared prepared) {
        return prepared.cluster().nodes().stream().filter(node -> !node.assigned().isEmpty())
                .count();
    }

    private static IntSummaryStatistics perNode(Prepared prepared,
            ToIntFunction<NodeLedger> what) {
        return prepared.cluster().nodes().stream().mapToInt(what).summaryStatistics();
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
