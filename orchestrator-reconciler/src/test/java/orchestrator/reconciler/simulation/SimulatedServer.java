package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.controller.Candidate;
import orchestrator.reconciler.controller.ClusterGuard;
import orchestrator.reconciler.controller.Leadership;
import orchestrator.reconciler.controller.ReconcileLoop;
import orchestrator.reconciler.controller.ServerMemory;
import orchestrator.reconciler.git.GitLoop;
import orchestrator.reconciler.git.GitParts;
import orchestrator.reconciler.simulation.disk.SimulatedDisk;
import orchestrator.reconciler.simulation.git.SimulatedGit;
import orchestrator.reconciler.simulation.zookeeper.ClientLink;
import orchestrator.reconciler.simulation.zookeeper.SimulatedClusterStore;
import orchestrator.reconciler.simulation.zookeeper.SimulatedEnsemble;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/** One server: the real loops, in a process that can be killed and cut off. */
public final class SimulatedServer {
    private final SimulatedProcess process;
    private final SimulatedClusterStore store;
    private final Leadership leadership;

    /** What outlives the process. */
    record Identity(ClusterId cluster, String name, SimulatedDisk disk) {}

    /** Starts it. {@code name} has to be new for every start, as a boot token is. */
    SimulatedServer(SimulatedTimeline world, SimulatedEnsemble ensemble, Identity identity,
            SimulatedGit git) {
        process = world.process(identity.name());
        store = new SimulatedClusterStore(world, ensemble, process);
        ClusterRecords records = new ClusterRecords(store);
        leadership = new Leadership(process, store, new ClusterGuard(records,
                identity.cluster(), new ServerMemory(identity.disk())),
                new Candidate(identity.name(), "boot-" + process + "-" + world.now()));
        ReconcileLoop loop = new ReconcileLoop(process, records, identity.cluster(), leadership);
        loop.beside(new GitLoop(process, records, new GitParts(identity.cluster(),
                git.reachedBy(process), (_, _, _) -> {}, Optional.of(git.sealer()))));
        loop.start();
    }

    /** How it reaches the ensemble. */
    public ClientLink link() {
        return store.link();
    }

    /** Its client of the ensemble. */
    public SimulatedClusterStore store() {
        return store;
    }

    /** Asks about every commit that only a leader may make, right before it is made. */
    public void onCommit(Function<List<StoreWrite>, Fates.OfCommit> fate) {
        store.onCommit(writes -> writes.getFirst().path().equals(Paths.EPOCH)
                && writes.getFirst() instanceof StoreWrite.Check
                        ? fate.apply(writes)
                        : Fates.OfCommit.ANSWERED);
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
    }

    public void thaw() {
        process.thaw();
    }

    public boolean isFrozen() {
        return process.isFrozen();
    }

    public void kill() {
        process.kill();
    }

    /** Its session has ended, and it hears nothing: it goes on as if nothing were. */
    public void expireUnheard(SimulatedEnsemble ensemble, Duration deafness,
            SimulatedTimeline world) {
        store.link().mute();
        ensemble.expire(store.session().id());
        world.after(deafness, store.link()::heal);
    }
}
