package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.controller.Candidate;
import orchestrator.reconciler.controller.ClusterGuard;
import orchestrator.reconciler.controller.Leadership;
import orchestrator.reconciler.controller.ReconcileLoop;
import orchestrator.reconciler.controller.ServerMemory;
import orchestrator.reconciler.simulation.InMemoryClusterStore.NextCommit;
import orchestrator.reconciler.simulation.disk.SimulatedDisk;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/** One server: the real loops, in a process that can be killed and cut off. */
public final class SimulatedServer {
    private final SimulatedProcess process;
    private final SimulatedLink link;
    private final Leadership leadership;

    /** What outlives the process. */
    record Identity(ClusterId cluster, String name, SimulatedDisk disk) {}

    /** Starts it. {@code name} has to be new for every start, as a boot token is. */
    SimulatedServer(SimulatedTimeline world, InMemoryEnsemble ensemble, Identity identity) {
        process = world.process(identity.name());
        link = new SimulatedLink(world, ensemble, process, SimulatedCluster.SESSION);
        ClusterRecords records = new ClusterRecords(link.store());
        leadership = new Leadership(process, link.store(), new ClusterGuard(records,
                identity.cluster(), new ServerMemory(identity.disk())),
                new Candidate(identity.name(), "boot-" + process + "-" + world.now()));
        new ReconcileLoop(process, records, identity.cluster(), leadership).start();
    }

    public SimulatedLink link() {
        return link;
    }

    /** Asks about every commit that only a leader may make, right before it is made. */
    public void onCommit(Function<List<StoreWrite>, NextCommit> fate) {
        link.store().onCommit(writes -> writes.getFirst().path().equals(Paths.EPOCH)
                && writes.getFirst() instanceof StoreWrite.Check
                        ? fate.apply(writes)
                        : NextCommit.ANSWERED);
    }

    /** As {@link #kill}, from within one of its own steps: what is left of that does nothing. */
    public void killNow() {
        kill();
        link.store().setUnavailable(true);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** True while it believes to lead, rightly or not. */
    public boolean believesToLead() {
        return isAlive() && leadership.term().isPresent();
    }

    /** Stands still, as with SIGSTOP; its session ends at the ensemble in time. */
    public void freeze() {
        process.freeze();
        link.orphan();
    }

    public void thaw() {
        if (link.store().session().isConnected()) {
            link.store().suspend();
        }
        process.thaw();
        link.heal();
    }

    public boolean isFrozen() {
        return process.isFrozen();
    }

    public void kill() {
        process.kill();
        link.orphan();
    }

    /** Its session has ended, and it has not heard of it: it goes on as if nothing were. */
    public void expireUnheard(InMemoryEnsemble ensemble, Duration deafness,
            SimulatedTimeline world) {
        ensemble.endSession(link.store().session().id());
        link.store().setDropHints(true);
        world.after(deafness, () -> {
            link.store().setDropHints(false);
            link.store().suspend();
            link.store().expire();
            link.store().reconnect();
        });
    }
}
