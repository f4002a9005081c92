package orchestrator.reconciler.simulation.zookeeper;

import java.util.List;
import java.util.TreeMap;
import orchestrator.reconciler.store.StoredRecord;

/** What a person copied from the disks of an ensemble: every record by its path, and the sessions. */
public final class Backup extends TreeMap<String, StoredRecord> {
    private static final long serialVersionUID = 1;

    private final transient SimulatedEnsemble from;
    private final transient Tree tree;
    private final transient List<Long> sessions;

    Backup(SimulatedEnsemble from, Tree tree, List<Long> sessions) {
        this.from = from;
        this.tree = tree.copy();
        this.sessions = sessions;
        tree.paths().forEach(path -> put(path, tree.read(path).orElseThrow()));
    }

    Tree tree() {
        return tree.copy();
    }

    /** Those that {@code to} knows after this was put back there. */
    List<Long> sessions(SimulatedEnsemble to) {
        return to == from ? sessions : List.of();
    }
}
