package orchestrator.reconciler.simulation.judge;

import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.store.StoreWrite;

/** S2: every write names the version it replaces, or creates a record with a name of its own. */
final class WritesAreNamed implements Judge {
    private final Bench bench;

    WritesAreNamed(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void committed(Committed committed) {
        for (StoreWrite write : committed.writes()) {
            boolean named = switch (write) {
                case StoreWrite.Check(String path, int version) -> version >= 0;
                case StoreWrite.Update(String path, byte[] data, int version) -> version >= 0;
                case StoreWrite.Delete(String path, int version) -> version >= 0;
                case StoreWrite.Create create -> !create.path().endsWith("/");
            };
            if (!named) {
                bench.violated("S2", committed.process() + " wrote " + write.path()
                        + " without naming a version");
            }
        }
    }
}
