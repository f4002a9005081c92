package orchestrator.reconciler.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SpecHash;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What the store last said, kept up by hints and, where they fail, by looking again. Only turns touch
 * it; the looks are jobs, one at a time.
 */
final class StoreFollower {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFollower.class);
    /** Where others write all the time, so seldom all is read that no hint came for. */
    private static final Duration RESYNC = Duration.ofSeconds(10);
    /** What was not written is not read: that much is compared at every tick of an agent. */
    private static final Duration RESYNC_FOR_NOTHING = Duration.ofSeconds(2);
    private static final Duration RESYNC_IN_DOUBT = Duration.ofSeconds(1);
    /** The session of an agent that has ended is over by then; whoever has one still lives. */
    private static final Duration SESSION_OVER = Duration.ofSeconds(10);

    private final Timeline timeline;
    private final ClusterStore store;
    private final StoreReader reader;
    private final Runnable wake;
    private final NodeName node;
    private final DoubtNotes notes = new DoubtNotes();
    private NodeAssignment assignment;
    private Knowledge knowledge;
    private StoreLook latest = new StoreLook.Waiting("the store was not asked yet");
    private Instant nextLook = Instant.EPOCH;
    private Optional<Instant> waitsSince = Optional.empty();
    private boolean anotherLives;
    private long begun;
    private long seen;
    private boolean looking;
    private boolean wanted;

    StoreFollower(Timeline timeline, ClusterStore store, StoreReader reader, Runnable wake,
            NodeName node, LocalCopy.Found found) {
        this.timeline = timeline;
        this.store = store;
        this.reader = reader;
        this.wake = wake;
        this.node = node;
        this.assignment = found.lastAssignment();
        this.knowledge = found.knowledge();
    }

    /** Asks for hints about everything that concerns the node. */
    void start() {
        store.watch(Paths.assignment(node), _ -> hinted());
        store.watch(Paths.node(node), _ -> hinted());
        store.watch(Paths.presence(node), _ -> hinted());
        store.onSession(_ -> hinted());
    }

    private void hinted() {
        timeline.run(() -> {
            wanted = true;
            wake.run();
        });
    }

    /** Wants a look that begins from now on. */
    void look() {
        wanted = true;
        wake.run();
    }

    /** The number of the newest look that was begun. */
    long begun() {
        return begun;
    }

    /** The number of the look that the assignment is from; 0 when it is from the disk. */
    long seen() {
        return seen;
    }

    /** Begins a look when one is due; only then it is asked what is still needed. */
    void step(Supplier<SortedSet<SpecHash>> stillNeeded) {
        boolean due = wanted || !timeline.now().isBefore(nextLook);
        if (looking || !due || isTaken()) {
            return;
        }
        looking = true;
        boolean hinted = wanted;
        wanted = false;
        begun++;
        SortedSet<SpecHash> specs = stillNeeded.get();
        timeline.ask(() -> hinted ? reader.look(specs) : reader.lookAgain(specs),
                StoreFollower::broken, this::looked);
    }

    private static StoreLook broken(Throwable e) {
        LOG.error("the store could not be looked at", e);
        return new StoreLook.Doubt("the store could not be looked at: " + e.getMessage(),
                Optional.empty());
    }

    private void looked(StoreLook look) {
        looking = false;
        if (look == latest) {
            seen = begun;
            nextLook = timeline.now().plus(RESYNC_FOR_NOTHING);
            if (wanted) {
                wake.run();
            }
            return;
        }
        boolean inDoubt = !(look instanceof StoreLook.Seen);
        nextLook = timeline.now().plus(inDoubt ? RESYNC_IN_DOUBT : RESYNC);
        if (look instanceof StoreLook.Seen seen) {
            assignment = seen.assignment();
            knowledge = seen.knowledge();
            this.seen = begun;
        }
        noteOther(look);
        if (look instanceof StoreLook.Taken && !isTaken()) {
            LOG.error("{}: another agent took over this node's name; this one stops acting", node);
        }
        notes.of(look).ifPresent(text -> LOG.atLevel(
                look instanceof StoreLook.Seen ? Level.INFO : Level.WARN)
                .log("{}: {}", node, text));
        latest = look;
        wake.run();
    }

    /** Whether another agent of this name was seen to live, and this one never since had the node. */
    private void noteOther(StoreLook look) {
        Instant now = timeline.now();
        waitsSince = look instanceof StoreLook.Waiting
                ? waitsSince.or(() -> Optional.of(now))
                : Optional.empty();
        boolean longer = waitsSince
                .filter(since -> !now.isBefore(since.plus(SESSION_OVER))).isPresent();
        anotherLives = longer || anotherLives && look.held().isEmpty();
    }

    /** The newest assignment that may be acted on, be it from the disk. */
    NodeAssignment assignment() {
        return assignment;
    }

    Knowledge knowledge() {
        return knowledge;
    }

    boolean isTaken() {
        return latest instanceof StoreLook.Taken;
    }

    /**
     * False before it is known whose node this is, and once it is another agent's. A machine that is
     * a clone remembers everything that runs on the other one, and would begin it all again; also
     * when the store goes away, which it has read long enough to know that the other one lives.
     */
    boolean mayAct() {
        return !(latest instanceof StoreLook.Waiting) && !isTaken() && !anotherLives;
    }

    /** The node is ours in the session that is open now. */
    Optional<StoreLook.Held> held() {
        ClusterStore.Session session = store.session();
        return latest.held()
                .filter(held -> session.isConnected() && session.id() == held.session());
    }

    /** What the agent before this one reported last, once the store has been read. */
    Optional<NodeStatus> report() {
        return latest.held().flatMap(StoreLook.Held::report);
    }

    /** Why nothing may be stopped now; empty when the assignment may be acted on in full. */
    Optional<Reason> doubt() {
        return switch (latest) {
            case StoreLook.Seen _ when held().isPresent() -> Optional.empty();
            case StoreLook.Seen _ -> frozen(StoreReader.AWAY);
            case StoreLook.Doubt(String text, Optional<StoreLook.Held> _) -> frozen(text);
            case StoreLook.Waiting(String text) -> frozen(text);
            case StoreLook.Taken() -> frozen("another agent took over this node");
        };
    }

    private static Optional<Reason> frozen(String text) {
        return Optional.of(new Reason(ReasonCode.FROZEN, text));
    }
}
