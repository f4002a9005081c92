package orchestrator.reconciler.simulation.zookeeper;

/**
 * One connection between a client and a server. Requests on it arrive in the order they were sent,
 * and so do the answers. Times are nanoseconds since the start.
 */
final class Connection {
    private final SimulatedClusterStore client;
    private final Replica replica;
    private final ServerSession session;
    private final long since;
    private boolean open = true;
    private long lastRequest;
    private long lastArrival;
    private long lastReply;
    private int lastIndex;
    private long closedAt = Long.MAX_VALUE;

    Connection(SimulatedClusterStore client, Replica replica, ServerSession session, long since) {
        this.client = client;
        this.replica = replica;
        this.session = session;
        this.since = since;
        this.lastRequest = since;
    }

    Replica replica() {
        return replica;
    }

    ServerSession session() {
        return session;
    }

    boolean isOpen() {
        return open;
    }

    /** True when what the client asks is answered, be it by a server that lags. */
    boolean answers() {
        return open && replica.isServing() && client.reaches(replica);
    }

    /** True when the leading server hears of the client's heartbeats. */
    boolean isLive() {
        return answers() && client.isRunning() && replica.talks() && replica.isMember();
    }

    /** When the server heard of the client last: a request, or a heartbeat, each third of T. */
    long lastHeard(long now) {
        long third = session.timeout() / 3;
        long until = Math.min(now, closedAt);
        return Math.max(lastRequest, since + (until - since) / third * third);
    }

    /** When a request sent now arrives that takes so long. */
    long arrival(long now, long latency) {
        lastArrival = Math.max(lastArrival, now + latency);
        lastRequest = lastArrival;
        return lastArrival;
    }

    /** When an answer sent now is heard that takes so long. */
    long reply(long now, long latency) {
        lastReply = Math.max(lastReply, now + latency);
        return lastReply;
    }

    /** The log was at least so long when a write of this session was answered by the leader. */
    void answeredAt(int index) {
        lastIndex = Math.max(lastIndex, index);
    }

    /** True when the server has all that earlier writes of this session saw. */
    boolean isCaughtUp() {
        return replica.applied() >= lastIndex;
    }

    void hint(String watched, String changed) {
        if (answers()) {
            client.hint(watched, changed);
        }
    }

    void deliver(Runnable event) {
        if (answers()) {
            client.run(event);
        }
    }

    /** The client is done with it. */
    void close() {
        if (open) {
            open = false;
            closedAt = replica.nanos();
            replica.forget(this);
        }
    }

    /** The server ends it; the client hears of that when it can be reached. */
    void breakOff() {
        if (open) {
            boolean heard = client.reaches(replica);
            close();
            if (heard) {
                client.brokenOff(this);
            }
        }
    }

    /** The server has fallen silent; the client hears nothing more. */
    void fallSilent() {
        client.fallSilent(this);
    }
}
