package orchestrator.reconciler.simulation.zookeeper;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.reconciler.simulation.Committed;

/**
 * One server. As long as it is in step it looks into the leading server's records; one that lags or
 * is cut off has its own.
 */
public final class Replica {
    private final SimulatedEnsemble ensemble;
    private final int number;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final WatchTable watches = new WatchTable();
    private Optional<Tree> own = Optional.empty();
    private Duration lag = Duration.ZERO;
    private int applied;
    private int logged;
    private boolean held;
    private boolean alive = true;
    private boolean frozen;
    private boolean cut;
    private boolean member = true;
    private boolean serving = true;

    Replica(SimulatedEnsemble ensemble, int number) {
        this.ensemble = ensemble;
        this.number = number;
    }

    /** From 0. */
    public int number() {
        return number;
    }

    public boolean isAlive() {
        return alive;
    }

    /** Ends its process; its disk stays. */
    public void kill() {
        alive = false;
        frozen = false;
        ensemble.quorum().left(this, true);
        stopServing();
    }

    /** Starts it with what its disk has. */
    public void start() {
        if (!alive) {
            alive = true;
            ensemble.quorum().came(this);
        }
    }

    /** Stands still as with SIGSTOP: its connections stay, and nothing is said on them. */
    public void freeze() {
        diverge();
        frozen = true;
        List.copyOf(connections).forEach(Connection::fallSilent);
        ensemble.quorum().left(this, false);
    }

    public void thaw() {
        if (frozen) {
            frozen = false;
            ensemble.quorum().came(this);
        }
    }

    /** Cuts it off from the other servers; clients still reach it. */
    public void cut() {
        diverge();
        cut = true;
        ensemble.quorum().left(this, false);
    }

    public void heal() {
        if (cut) {
            cut = false;
            ensemble.quorum().came(this);
        }
    }

    /** From now on it applies each transaction so much later than the leading server. */
    public void lag(Duration duration) {
        if (duration.isPositive()) {
            diverge();
        }
        held = false;
        lag = duration;
        if (follows() && !duration.isPositive()) {
            catchUp(ensemble.log().size());
        }
    }

    /** Goes back to the first {@code transactions} of the log, until it is told how it lags. */
    public void holdAt(int transactions) {
        own = Optional.of(ensemble.replay(transactions));
        applied = transactions;
        held = true;
    }

    /** True when it answers clients. */
    public boolean isServing() {
        return alive && !frozen && serving;
    }

    /** True when it hears the other servers, and they it. */
    boolean talks() {
        return alive && !frozen && !cut;
    }

    boolean isFrozen() {
        return frozen;
    }

    boolean isMember() {
        return member;
    }

    private boolean follows() {
        return talks() && member && !held;
    }

    /** How many transactions of the log are on its disk. */
    int logged() {
        return logged;
    }

    /** How many transactions of the log it has applied. */
    int applied() {
        return own.isPresent() ? applied : ensemble.log().size();
    }

    /** True when it lacks what the ensemble has made. */
    public boolean lags() {
        return applied() < ensemble.log().size();
    }

    Tree tree() {
        return own.orElseGet(ensemble::tree);
    }

    long nanos() {
        return ensemble.nanos();
    }

    WatchTable watches() {
        return watches;
    }

    void accept(Connection connection) {
        connections.add(connection);
    }

    void forget(Connection connection) {
        connections.remove(connection);
        watches.drop(connection);
    }

    /** What is on its disk counts from now on; it is no longer told of more. */
    void note(int transactions) {
        logged = transactions;
    }

    void leave() {
        member = false;
    }

    /** Takes over all there is and serves clients. */
    void join() {
        member = true;
        serving = true;
        catchUpOrDrop();
    }

    /** It was away so shortly that nobody noticed. */
    void resume() {
        catchUp(ensemble.log().size());
    }

    /** Sends its clients away: it has nothing to tell them that would be true. */
    void stopServing() {
        serving = false;
        if (!frozen) {
            List.copyOf(connections).forEach(Connection::breakOff);
        }
    }

    private void catchUpOrDrop() {
        own = Optional.empty();
        if (lag.isPositive()) {
            diverge();
        }
    }

    private void diverge() {
        if (own.isEmpty()) {
            applied = ensemble.log().size();
            own = Optional.of(ensemble.tree().copy());
        }
    }

    /** The leading server has made one more. */
    void committed(Committed transaction) {
        if (!follows()) {
            return;
        }
        if (own.isEmpty()) {
            watches.tell(transaction);
        } else {
            int all = ensemble.log().size();
            ensemble.after(lag, () -> {
                if (follows()) {
                    catchUp(all);
                }
            });
        }
    }

    /** Applies what it lacks of the first {@code transactions}, and tells of it. */
    private void catchUp(int transactions) {
        while (own.isPresent() && applied < transactions) {
            Committed next = ensemble.log().get(applied);
            own.get().apply(next);
            applied++;
            watches.tell(next);
        }
        if (applied >= ensemble.log().size() && !lag.isPositive()) {
            own = Optional.empty();
        }
    }

    /** Its disk now has what the ensemble was given anew. */
    void reset() {
        own = Optional.empty();
        held = false;
        logged = ensemble.log().size();
    }

    @Override
    public String toString() {
        return "server " + number;
    }
}
