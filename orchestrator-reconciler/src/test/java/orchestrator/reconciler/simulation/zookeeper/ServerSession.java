package orchestrator.reconciler.simulation.zookeeper;

import java.util.Optional;
import orchestrator.reconciler.loop.Timeline;

/** A session as the leading server knows it. */
final class ServerSession {
    private final long id;
    private final String process;
    private final long timeout;
    private Optional<Connection> bound = Optional.empty();
    private Timeline.Cancellation expiry = () -> {};
    private boolean counting;
    private long touched;

    ServerSession(long id, String process, long timeout, long now) {
        this.id = id;
        this.process = process;
        this.timeout = timeout;
        this.touched = now;
    }

    long id() {
        return id;
    }

    String process() {
        return process;
    }

    /** In nanoseconds. */
    long timeout() {
        return timeout;
    }

    boolean isLive() {
        return bound.filter(Connection::isLive).isPresent();
    }

    Optional<Connection> bound() {
        return bound;
    }

    /** From now on it is that connection alone that it can be used by. */
    void bind(Connection connection) {
        bound.ifPresent(Connection::close);
        bound = Optional.of(connection);
    }

    boolean isCounting() {
        return counting;
    }

    /** When the leading server heard of it last. */
    long touched(long now) {
        touched = Math.max(touched, bound.map(each -> each.lastHeard(now)).orElse(0L));
        return touched;
    }

    /** As if it had been heard of now. */
    void touch(long now) {
        touched = now;
    }

    void countDown(Timeline.Cancellation toExpiry) {
        counting = true;
        expiry = toExpiry;
    }

    void stopCounting() {
        counting = false;
        expiry.cancel();
    }
}
