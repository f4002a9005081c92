package orchestrator.reconciler.simulation.zookeeper;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A watch that ends with the first event, however much happens before it is set again. Our adapter
 * uses none; they are here because they are what ZooKeeper compares after a cut.
 */
final class OneShot {
    private final Kind kind;
    private final String path;
    private final Consumer<Event> told;
    private Optional<Connection> connection = Optional.empty();
    private boolean fired;

    /** What it waits for. */
    enum Kind {
        DATA, EXISTS, CHILDREN
    }

    /** What it is told. */
    enum Event {
        CREATED, CHANGED, DELETED, CHILDREN_CHANGED
    }

    OneShot(Kind kind, String path, Consumer<Event> told) {
        this.kind = kind;
        this.path = path;
        this.told = told;
    }

    Kind kind() {
        return kind;
    }

    String path() {
        return path;
    }

    boolean hasFired() {
        return fired;
    }

    boolean isOf(Connection one) {
        return connection.filter(one::equals).isPresent();
    }

    /**
     * Sets it on a new connection, or fires at once when the record is otherwise than it was up to
     * {@code seen}. What came and went in between leaves no trace.
     */
    void reinstall(Connection on, long seen) {
        Optional<Znode> now = on.replica().tree().find(path);
        Optional<Event> missed = switch (kind) {
            case DATA -> now.isEmpty()
                    ? Optional.of(Event.DELETED)
                    : now.filter(each -> each.modifiedIn > seen).map(_ -> Event.CHANGED);
            case EXISTS -> now.map(_ -> Event.CREATED);
            case CHILDREN -> now.isEmpty()
                    ? Optional.of(Event.DELETED)
                    : now.filter(each -> each.childrenChangedIn > seen)
                            .map(_ -> Event.CHILDREN_CHANGED);
        };
        connection = Optional.of(on);
        missed.ifPresentOrElse(this::fire, () -> on.replica().watches().add(this));
    }

    /** Sets it for the first time. */
    void install(Connection on) {
        connection = Optional.of(on);
        on.replica().watches().add(this);
    }

    void fire(Event event) {
        fired = true;
        connection.ifPresent(on -> on.deliver(() -> told.accept(event)));
    }
}
