package orchestrator.benchmarks.core;

import static orchestrator.benchmarks.table.TextTable.whole;

import java.time.Instant;
import java.util.List;
import orchestrator.benchmarks.table.TextTable;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.plan.Action;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;

/** What the planner moves when something changes, beside what it has to. */
final class Moves {
    private static final int PER_NODE = 10;
    private static final int SERVICES = 10;

    private final int nodes;

    /** On so many nodes with ten instances each. */
    Moves(int nodes) {
        this.nodes = nodes;
    }

    TextTable table() {
        TextTable table = new TextTable("what changes", "starts needed", "starts", "stops needed",
                "stops");
        int each = PER_NODE * nodes / SERVICES;
        DesiredState desired = services(each);

        Population joined = settled(desired);
        joined.add(Population.empty(Population.record(nodes + 1, 2 * PER_NODE)));
        row(table, "a node joins", joined.settle(desired), 0, 0);

        row(table, "a tenth more of each service",
                settled(desired).settle(services(each + each / 10)), PER_NODE * nodes / 10, 0);
        row(table, "a tenth less of each service",
                settled(desired).settle(services(each - each / 10)), 0, PER_NODE * nodes / 10);

        Population drained = settled(desired);
        NodeObservation node = drained.node(new NodeName("node-00001"));
        int its = node.assignment().instances().size();
        drained.add(node.withIntent(new NodeIntent("benchmark", "", Instant.EPOCH)));
        row(table, "a node is drained", drained.settle(desired), its, its);
        return table;
    }

    private static DesiredState services(int each) {
        return SampleProjects.desired(List.of(SampleProjects.file("load1", SERVICES, each)));
    }

    private Population settled(DesiredState desired) {
        Population population = new Population(nodes, 2 * PER_NODE);
        population.settle(desired);
        return population;
    }

    private static void row(TextTable table, String what, List<Action> actions, int starts,
            int stops) {
        long started = actions.stream().filter(each -> each instanceof Action.Start
                || each instanceof Action.Replace).count();
        long stopped = actions.stream().filter(each -> each instanceof Action.Stop
                || each instanceof Action.Replace).count();
        table.row(what, whole(starts), whole(started), whole(stops), whole(stopped));
    }
}
