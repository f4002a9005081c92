package orchestrator.reconciler.controller;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.loop.Loop;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.ClusterStore.Session;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the servers leads. Whoever creates the ephemeral leader record may try; the term begins
 * once it has raised the epoch in a commit that checks this record. To believe oneself the leader
 * proves nothing: what protects the cluster is that every write of the term checks the epoch.
 */
public final class Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    /** Hints may be lost: so often it looks without one, if anything was written since. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final ClusterStore store;
    private final ClusterGuard guard;
    private final Candidate candidate;
    private final Loop loop;
    private Runnable changed = () -> {};
    private Optional<LeaderTerm> term = Optional.empty();
    private Optional<EpochRaise> unanswered = Optional.empty();
    private int raises;
    private volatile boolean mayDiffer = true;
    /** The newest change there was when all was last looked at in a tick. */
    private Optional<Newest> lookedAt = Optional.empty();

    /** A server that does not stand for election before {@link #start}. */
    public Leadership(Timeline timeline, ClusterStore store, ClusterGuard guard,
            Candidate candidate) {
        this.store = store;
        this.guard = guard;
        this.candidate = candidate;
        this.loop = new Loop("leadership of " + candidate.server(), timeline, TICK, this::step);
    }

    /** Stands for election from now on; {@code changed} is called, in turn, when the term does. */
    public void start(Runnable changed) {
        this.changed = changed;
        store.watch(Paths.LEADERSHIP, _ -> look());
        store.watch(Paths.CLUSTER, _ -> look());
        store.watch(Paths.EVENTS, _ -> look());
        store.onSession(_ -> look());
        look();
    }

    /** Soon looks at everything. May be called from any thread. */
    private void look() {
        mayDiffer = true;
        loop.wake();
    }

    /** Stands no more; the leader record goes with the session. */
    public void close() {
        loop.close();
    }

    /** The term of this server; empty while it is a standby. Only to be asked in turn. */
    public Optional<LeaderTerm> term() {
        return term;
    }

    /** Who this server is. */
    Candidate candidate() {
        return candidate;
    }

    /** The name this server leads under. */
    public String server() {
        return candidate.server();
    }

    /** Ends {@code over}, of which a refused write has shown {@code why} it is over. */
    void end(LeaderTerm over, TermOverException why) {
        if (term.equals(Optional.of(over))) {
            end(why.getMessage());
        }
        look();
    }

    private void step() {
        Session session = store.session();
        switch (session.state()) {
            case LOST -> end("its session with the store is lost");
            case SUSPENDED -> LOG.debug("nothing is known of the store");
            case CONNECTED -> standAnew(session);
        }
    }

    /** Asks nothing where no hint came and nothing was written since the last look. */
    private void standAnew(Session session) {
        Optional<Newest> newest = mayDiffer ? Optional.empty() : Optional.of(store.newest());
        if (newest.isPresent() && newest.equals(lookedAt)) {
            return;
        }
        // Before anything is read: what is told meanwhile asks for another look.
        mayDiffer = false;
        lookedAt = Optional.empty();
        try {
            // A store in doubt may be exchanged for one whose newest change has the same number.
            lookedAt = stand(session) ? newest : Optional.empty();
        } catch (RuntimeException e) {
            mayDiffer = true;
            throw e;
        }
    }

    /** False where the store is in doubt. */
    private boolean stand(Session session) {
        Optional<String> doubt = guard.doubt();
        if (doubt.isPresent()) {
            end(doubt.get());
            return false;
        }
        Optional<StoredRecord> leader = store.read(Paths.LEADER);
        if (leader.isPresent() && candidate.owns(leader.get(), session)) {
            hold(leader.get());
            return true;
        }
        end("its leader record is gone");
        if (leader.isEmpty()) {
            claim();
        }
        return true;
    }

    private void claim() {
        unanswered = Optional.empty();
        try {
            store.commit(List.of(
                    new StoreWrite.Create(Paths.LEADER, candidate.leaderRecord(), true)));
            look();
        } catch (StoreConflictException e) {
            LOG.debug("{} stays a standby: {}", candidate.server(), e.getMessage());
        }
    }

    private void hold(StoredRecord leader) {
        if (term.isEmpty()) {
            raiseEpoch(leader);
            return;
        }
        int version = store.read(Paths.EPOCH).map(StoredRecord::version).orElse(-1);
        if (version != term.get().epochVersion()) {
            end("the epoch is no longer its own");
            look();
        }
    }

    /**
     * Sends the same commit again as long as no answer came: an answer, even a refusal, shows that no
     * earlier sending of it can still take effect.
     */
    private void raiseEpoch(StoredRecord leader) {
        EpochRaise raise = unanswered.orElseGet(() -> EpochRaise.after(
                store.read(Paths.EPOCH), guard.events(), leader,
                candidate.bootToken() + "." + ++raises));
        unanswered = Optional.of(raise);
        try {
            store.commit(raise.writes());
        } catch (StoreConflictException e) {
            LOG.debug("the epoch was not raised, or before: {}", e.getMessage());
        }
        unanswered = Optional.empty();
        if (store.read(Paths.EPOCH).filter(raise::madeIt).isPresent()) {
            begin(raise.term());
        } else {
            look();
        }
    }

    private void begin(LeaderTerm begun) {
        term = Optional.of(begun);
        LOG.info("{} leads, epoch {}", candidate.server(), begun.epoch());
        changed.run();
    }

    private void end(String why) {
        unanswered = Optional.empty();
        if (term.isPresent()) {
            LOG.info("{} leads no longer: {}", candidate.server(), why);
            term = Optional.empty();
            changed.run();
        }
    }
}
