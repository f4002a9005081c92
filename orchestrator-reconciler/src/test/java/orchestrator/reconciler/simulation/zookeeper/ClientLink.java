package orchestrator.reconciler.simulation.zookeeper;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.simulation.Fates.OfCommit;
import orchestrator.reconciler.store.ClusterStore.Session.State;
import orchestrator.reconciler.store.Newest;

/**
 * How a client comes to a server, loses it, and comes to the next one: the session goes on when it
 * is back in time, and is lost by its own clock when it is not, or when a server says so.
 */
public final class ClientLink {
    private static final int LONGEST_RETRY_MILLIS = 1_000;
    /** A client that has nothing to ask gives a sign of life so often, and so does its server. */
    private static final Duration HEARTBEAT = SimulatedClusterStore.SESSION.dividedBy(3);
    /** How long it takes to find out that nobody answers. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final SimulatedClusterStore client;
    private final SimulatedEnsemble ensemble;
    private final Set<Integer> unreachable = new TreeSet<>();
    private Optional<Connection> connection = Optional.empty();
    private Timeline.Cancellation retry = () -> {};
    private Timeline.Cancellation loss = () -> {};
    private Network network = Network.OPEN;
    private int next;
    private long handle;
    private long seen;
    private int connections;
    private Optional<Newest> told = Optional.empty();
    private long toldAt;
    private long frozenAt;
    private long cutAt = Long.MAX_VALUE;

    /** How the way to all servers is. */
    private enum Network {
        OPEN,
        /** Connections are broken off and refused. */
        CUT,
        /** Nothing comes through, and nobody says so. */
        MUTE
    }

    ClientLink(SimulatedClusterStore client, SimulatedEnsemble ensemble, int first) {
        this.client = client;
        this.ensemble = ensemble;
        this.next = first;
    }

    /** The client itself. */
    public SimulatedClusterStore store() {
        return client;
    }

    /** Its next commit is answered and hints arrive again, unless other fates say otherwise. */
    public void land() {
        client.setDropHints(false);
        client.setNextCommit(OfCommit.ANSWERED);
    }

    /** Nothing goes through any more, and the client notices at once. */
    public void cut() {
        beginCut(Network.CUT);
        connection.ifPresent(each -> {
            each.close();
            client.brokenOff(each);
        });
        ensemble.sessions().review();
    }

    /** Nothing goes through any more, which the client notices in time. */
    public void mute() {
        beginCut(Network.MUTE);
        ensemble.sessions().review();
        connection.ifPresent(this::fallSilent);
    }

    private void beginCut(Network now) {
        network = now;
        cutAt = Math.min(cutAt, ensemble.nanos());
    }

    /** True when it has been cut for at least that long. */
    public boolean isCutFor(Duration duration) {
        return network != Network.OPEN && ensemble.nanos() - cutAt >= duration.toNanos();
    }

    /** Everything goes through again. */
    public void heal() {
        network = Network.OPEN;
        cutAt = Long.MAX_VALUE;
        unreachable.clear();
        connection.filter(each -> !each.isOpen()).ifPresent(client::brokenOff);
        ensemble.sessions().review();
        serversAreBack();
    }

    /** That server cannot be reached until {@link #heal}; a connection to it is broken off. */
    public void cutFrom(Replica replica) {
        unreachable.add(replica.number());
        connection.filter(each -> each.replica() == replica).ifPresent(each -> {
            each.close();
            client.brokenOff(each);
        });
        ensemble.sessions().review();
    }

    /** Leaves its server for that one. */
    public void moveTo(Replica replica) {
        connection.ifPresent(each -> lost(each, Duration.ZERO));
        next = (replica.number() + 1) % ensemble.replicas().size();
        connectTo(replica);
    }

    /** The server it is connected to. */
    public Optional<Replica> server() {
        return connection.map(Connection::replica);
    }

    Optional<Connection> connection() {
        return connection;
    }

    boolean reaches(Replica replica) {
        return network == Network.OPEN && !unreachable.contains(replica.number());
    }

    /** Id of the session, 0 for none. */
    long handle() {
        return handle;
    }

    /** The last transaction any server told it of: no server that lacks it takes the session. */
    public long seen() {
        return seen;
    }

    void sees(long zxid) {
        seen = Math.max(seen, zxid);
    }

    /** An answer or a sign of life came, beside which stands what the server has made last. */
    void hears(Connection on) {
        told = Optional.of(newest(on.replica().tree().zxid()));
        toldAt = ensemble.nanos();
    }

    /** That transaction, as of the connection that is open or was last. */
    Newest newest(long zxid) {
        return new Newest(connections, zxid);
    }

    /** What its server told within the time in which it would be taken for dead. */
    Optional<Newest> told() {
        return told.filter(_ -> client.session().isConnected()
                && ensemble.nanos() - toldAt < HEARTBEAT.multipliedBy(2).toNanos());
    }

    private void listen(Connection on) {
        client.beside(HEARTBEAT, () -> {
            if (connection.filter(on::equals).isPresent()) {
                if (on.answers()) {
                    hears(on);
                }
                listen(on);
            }
        });
    }

    /** Tries the next server, unless it is connected. */
    void connect() {
        Replica replica = ensemble.replica(next);
        if (connectTo(replica)) {
            next = (next + 1) % ensemble.replicas().size();
        }
    }

    /** False when there is nothing to try: it is connected, or knows that it cannot be. */
    private boolean connectTo(Replica replica) {
        retry.cancel();
        if (connection.isPresent() || client.isClosed() || network != Network.OPEN) {
            return false;
        }
        if (replica.isFrozen() || replica.isServing() && !replica.talks()) {
            retryIn(CONNECT.plus(drawn()));
        } else if (!replica.isServing() || !reaches(replica) || replica.tree().zxid() < seen) {
            if (ensemble.anybodyServes()) {
                retryIn(drawn());
            }
        } else if (!ensemble.works()) {
            retryIn(CONNECT.plus(drawn()));
        } else {
            accepted(replica);
        }
        return true;
    }

    private void accepted(Replica replica) {
        Optional<ServerSession> known = ensemble.sessions().find(handle);
        if (handle != 0 && known.isEmpty()) {
            lose();
        }
        ServerSession session = known.orElseGet(() -> ensemble.sessions()
                .open(client.process().toString(), SimulatedClusterStore.SESSION));
        Connection made = new Connection(client, replica, session, ensemble.nanos());
        session.bind(made);
        replica.accept(made);
        connection = Optional.of(made);
        handle = session.id();
        ensemble.sessions().review(session);
        loss.cancel();
        client.become(State.CONNECTED, handle);
        sees(replica.tree().zxid());
        connections++;
        told = Optional.empty();
        listen(made);
    }

    /** The client has found that its connection is gone. */
    void lost(Connection which) {
        lost(which, drawn());
    }

    private void lost(Connection which, Duration untilRetry) {
        if (connection.filter(which::equals).isEmpty() || client.isClosed()) {
            return;
        }
        which.close();
        connection = Optional.empty();
        ensemble.sessions().review(which.session());
        client.become(State.SUSPENDED, handle);
        loss.cancel();
        loss = client.beside(SimulatedClusterStore.SESSION, () -> {
            if (connection.isEmpty() && handle != 0) {
                lose();
                retryIn(Duration.ZERO);
            }
        });
        retryIn(untilRetry);
    }

    /** The session is over as far as the client is concerned. */
    private void lose() {
        client.become(State.LOST, handle);
        handle = 0;
        seen = 0;
        loss.cancel();
    }

    /** Nothing is heard on a connection any more: the client waits for two thirds of a session. */
    void fallSilent(Connection which) {
        long now = ensemble.nanos();
        long patience = SimulatedClusterStore.SESSION.toNanos() / 3 * 2;
        long left = Math.max(0, which.lastHeard(now) + patience - now);
        client.beside(Duration.ofNanos(left), () -> {
            if (!which.answers()) {
                lost(which);
            }
        });
    }

    void serversAreBack() {
        if (connection.isEmpty()) {
            retryIn(drawn());
        }
    }

    /** The process was killed, frozen or thawed. */
    void processChanged() {
        if (!client.process().isAlive()) {
            connection.ifPresent(Connection::close);
            ensemble.remove(client);
        } else if (client.process().isFrozen()) {
            frozenAt = ensemble.nanos();
        } else {
            connection.ifPresent(this::thawed);
        }
        ensemble.sessions().review();
    }

    /** It was away: did it miss that its server has given it up, or the answers to heartbeats? */
    private void thawed(Connection which) {
        boolean tooLong = ensemble.nanos()
                - which.lastHeard(frozenAt) > SimulatedClusterStore.SESSION
                        .toNanos() / 3 * 2;
        if (!which.isOpen() || tooLong) {
            client.beside(Duration.ZERO, () -> lost(which));
        }
    }

    void close() {
        retry.cancel();
        loss.cancel();
        connection.filter(Connection::isLive).ifPresentOrElse(
                each -> ensemble.sessions().end(each.session()),
                () -> connection.ifPresent(Connection::close));
        ensemble.sessions().review();
        connection = Optional.empty();
    }

    private void retryIn(Duration delay) {
        retry.cancel();
        retry = client.beside(delay, this::connect);
    }

    private Duration drawn() {
        return ensemble.draw(0, LONGEST_RETRY_MILLIS);
    }
}
