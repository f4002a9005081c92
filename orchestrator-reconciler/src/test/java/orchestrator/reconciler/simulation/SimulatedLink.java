package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterStore.Session.State;

/** How one process reaches the store: cut, it loses its session in time, as with an ensemble. */
public final class SimulatedLink {
    private final SimulatedTimeline world;
    private final Duration session;
    private final InMemoryClusterStore store;
    private Timeline.Cancellation expiry = () -> {};
    private Optional<Instant> cutSince = Optional.empty();

    SimulatedLink(SimulatedTimeline world, InMemoryEnsemble ensemble, SimulatedProcess process,
            Duration session) {
        this.world = world;
        this.session = session;
        this.store = new InMemoryClusterStore(ensemble, process::run);
        this.store.goBy(new StoreWay(world, process, store));
    }

    public InMemoryClusterStore store() {
        return store;
    }

    /** Nothing goes through any more; the process knows, and loses its session in time. */
    public void cut() {
        store.suspend();
        cutSince = Optional.of(cutSince.orElse(world.now()));
        loseSessionIn(session);
    }

    /** True when it has been cut for at least that long. */
    public boolean isCutFor(Duration duration) {
        return cutSince.filter(since -> !world.now().isBefore(since.plus(duration))).isPresent();
    }

    /** The process has ended, and the ensemble finds out in time. */
    public void orphan() {
        loseSessionIn(session);
    }

    public void heal() {
        expiry.cancel();
        cutSince = Optional.empty();
        if (store.session().state() != State.CONNECTED) {
            store.reconnect();
        }
    }

    /** What was still under way arrives now at the latest, and hints arrive again. */
    public void land() {
        store.setDropHints(false);
        store.setNextCommit(InMemoryClusterStore.NextCommit.ANSWERED);
        store.landInFlight();
    }

    private void loseSessionIn(Duration time) {
        expiry.cancel();
        expiry = world.after(time, store::expire);
    }
}
