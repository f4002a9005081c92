package orchestrator.reconciler.simulation.judge;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Revision;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/**
 * S3: what a writer does has its effect once, however often it had to ask: no generation is written
 * twice, no number is given to two placements, no revision of a person appears twice.
 */
final class EffectsHappenOnce implements Judge {
    private final Bench bench;
    private final TreeMap<Incarnation, Ledger.Placement> numbers = new TreeMap<>();
    private final Set<String> revisions = new HashSet<>();

    EffectsHappenOnce(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {
        if (after.generation() != before.generation() + 1) {
            bench.violated("S3", "generation " + after.generation() + " of " + node
                    + " was written after " + before.generation());
        }
        for (AssignedInstance each : after.instances()) {
            Ledger.Placement here = new Ledger.Placement(node, each.id(), each.incarnation());
            Ledger.Placement first = numbers.putIfAbsent(each.incarnation(), here);
            if (first != null && !first.equals(here)) {
                bench.violated("S8", "incarnation " + each.incarnation() + " was given to " + first
                        + " and to " + here);
            }
        }
    }

    @Override
    public void committed(Committed committed) {
        for (StoreWrite write : committed.writes()) {
            if (write instanceof StoreWrite.Create create
                    && create.path().startsWith(Paths.PROJECTS + "/")
                    && create.path().contains("/revisions/")) {
                Revision revision = bench.cluster().decoded(Revision.class, create.data());
                String asked = revision.project() + " " + revision.who() + " " + revision.when()
                        + " " + revision.text().hashCode() + " " + revision.restarts();
                if (!revisions.add(asked)) {
                    bench.violated("S3", create.path() + " repeats an earlier revision");
                }
            }
        }
    }
}
