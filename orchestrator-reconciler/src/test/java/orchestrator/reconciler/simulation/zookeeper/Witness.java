package orchestrator.reconciler.simulation.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.CommitLimits;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/**
 * The hand of a test: it sees what is committed, whatever any server has of it, and writes while
 * the servers answer at all. Nothing ever goes wrong with it, and it takes no time.
 */
final class Witness implements ClusterStore {
    private final SimulatedEnsemble ensemble;
    private final String process;
    private final Session session;
    private final List<Registration> watches = new ArrayList<>();

    private record Registration(String path, Consumer<String> changed) {}

    Witness(SimulatedEnsemble ensemble, String process) {
        this.ensemble = ensemble;
        this.process = process;
        ServerSession server = ensemble.sessions().open(process, SimulatedEnsemble.SYNC_LIMIT);
        this.session = new Session(Session.State.CONNECTED, server.id());
    }

    @Override
    public Optional<StoredRecord> read(String path) {
        return ensemble.tree().read(path);
    }

    @Override
    public List<Long> stampsBelow(List<String> paths) {
        return ensemble.tree().stampsBelow(paths);
    }

    @Override
    public Newest newest() {
        return new Newest(session.id(), ensemble.tree().zxid());
    }

    @Override
    public List<String> children(String path) {
        return ensemble.tree().children(path);
    }

    @Override
    public void commit(List<StoreWrite> writes) {
        CommitLimits.check(writes);
        if (!ensemble.works()) {
            throw new StoreUnavailableException("no majority of the servers answers");
        }
        ensemble.commit(session.id(), process, writes).ifPresent(refusal -> {
            throw Conflicts.of(refusal, writes);
        });
    }

    @Override
    public Watch watch(String path, Consumer<String> changed) {
        Registration registration = new Registration(path, changed);
        watches.add(registration);
        return () -> watches.remove(registration);
    }

    void committed(Committed transaction) {
        for (StoreWrite write : transaction.writes()) {
            if (!watches.isEmpty() && !(write instanceof StoreWrite.Check)) {
                List.copyOf(watches).stream().filter(each -> covers(each.path(), write.path()))
                        .forEach(each -> each.changed().accept(write.path()));
            }
        }
    }

    private static boolean covers(String watched, String path) {
        return watched.equals("/") || path.equals(watched) || path.startsWith(watched + "/");
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public void onSession(Consumer<Session> changed) {
        // Its session never changes.
    }

    @Override
    public void close() {
        watches.clear();
    }
}
