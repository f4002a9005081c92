package orchestrator.reconciler.simulation.zookeeper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/**
 * Three or five servers with one log. What they are, can and do not do is what ZooKeeper 3.9 does
 * with ticks of 500 ms, four of which a server may lag.
 */
public final class SimulatedEnsemble {
    /** What the servers count in. */
    public static final Duration TICK = Duration.ofMillis(500);
    /** How long two servers go on without hearing of each other. */
    public static final Duration SYNC_LIMIT = TICK.multipliedBy(4);
    /** Longest message: beyond it a server, or a client, drops the connection and says nothing. */
    static final int LONGEST_MESSAGE = 0xfffff;

    private final SimulatedTimeline timeline;
    private final List<Replica> replicas;
    private final List<Replica> observers = new ArrayList<>();
    private final Quorum quorum;
    private final Sessions sessions = new Sessions(this);
    private final Rules rules = new Rules();
    private final List<Committed> log = new ArrayList<>();
    private final List<SimulatedClusterStore> clients = new ArrayList<>();
    private final List<Consumer<Committed>> listeners = new ArrayList<>();
    private final List<Consumer<Reading>> readers = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private Tree tree = new Tree();
    private Tree base = new Tree();
    private int baseIndex;
    private Optional<Replica> forNewcomers = Optional.empty();

    /** All of {@code servers} run, and the last of them leads. */
    public SimulatedEnsemble(SimulatedTimeline timeline, int servers) {
        this.timeline = timeline;
        this.replicas = IntStream.range(0, servers).mapToObj(i -> new Replica(this, i)).toList();
        this.quorum = new Quorum(this, replicas);
    }

    /**
     * Everything ever committed, oldest first, and read-only. A restored backup takes nothing out
     * of it, but the zxids after it begin again where the backup ended.
     */
    public List<Committed> log() {
        return Collections.unmodifiableList(log);
    }

    /** Calls {@code listener} with every transaction, right when it is made. */
    public void listen(Consumer<Committed> listener) {
        listeners.add(listener);
    }

    /** One answer to a question: what {@code server} had at and below {@code path}. */
    public record Reading(SimulatedProcess process, String path, Replica server) {}

    /** Calls {@code listener} with every question that is answered, right then. */
    public void onRead(Consumer<Reading> listener) {
        readers.add(listener);
    }

    void read(SimulatedProcess process, String path, Replica server) {
        readers.forEach(each -> each.accept(new Reading(process, path, server)));
    }

    /**
     * One more server, without a vote, that no client finds by itself. It has the first
     * {@code transactions} of the log and no more, until it is told how it lags.
     */
    public Replica observer(int transactions) {
        Replica observer = new Replica(this, replicas.size() + observers.size());
        observer.holdAt(transactions);
        observers.add(observer);
        return observer;
    }

    /** Clients that are made meanwhile try that server first. */
    public void receiveAt(Replica server, Runnable meanwhile) {
        forNewcomers = Optional.of(server);
        meanwhile.run();
        forNewcomers = Optional.empty();
    }

    Optional<Replica> forNewcomers() {
        return forNewcomers;
    }

    /** How that process reaches the servers, while it does. */
    public Optional<ClientLink> linkOf(SimulatedProcess process) {
        return clients.stream().filter(each -> each.process() == process)
                .map(SimulatedClusterStore::link).findFirst();
    }

    /** By number, from 0. */
    public Replica replica(int number) {
        return replicas.get(number);
    }

    public List<Replica> replicas() {
        return replicas;
    }

    /** The server that leads; empty from when its end is noticed until the next is elected. */
    public Optional<Replica> leader() {
        return quorum.leader();
    }

    /** True when writes are answered. */
    public boolean works() {
        return quorum.works();
    }

    /** How a test looks at the truth and writes: at once, without a server between. */
    public ClusterStore witness(String process) {
        Witness witness = new Witness(this, process);
        witnesses.add(witness);
        return witness;
    }

    /** True while the heartbeats of that session arrive: it will not end in the next moment. */
    public boolean isHeardOf(long session) {
        return sessions.find(session).filter(ServerSession::isLive).isPresent();
    }

    /** Ends a session at the leading server, as if it had not been heard of for too long. */
    public void expire(long session) {
        sessions.find(session).ifPresent(sessions::end);
    }

    /** Only processes with such names may read, or write, that record and what is right below. */
    public void restrict(String path, Predicate<String> read, Predicate<String> write) {
        rules.restrict(path, read, write);
    }

    /** At and below {@code path} stand at most so many records with so many bytes in all. */
    public void limit(String path, long records, long bytes) {
        rules.limit(path, records, bytes);
    }

    /** What the disks of all servers hold now, to {@link #restore}. */
    public Backup backup() {
        return new Backup(this, tree, sessions.ids());
    }

    /**
     * All servers are stopped, get those disks and are started again. A {@link Backup} brings the
     * sessions that were open then, if they are of this ensemble; other records leave the open ones
     * open, and none end them all.
     */
    public void restore(Map<String, StoredRecord> records) {
        switch (records) {
            case Backup backup -> restore(backup.tree(), backup.sessions(this));
            case Map<String, StoredRecord> none when none.isEmpty() -> wipe();
            default -> restore(Tree.of(records, tree.zxid()), sessions.ids());
        }
    }

    private void restore(Tree disk, List<Long> open) {
        tree = disk;
        base = disk.copy();
        baseIndex = log.size();
        sessions.keepOnly(open);
        quorum.restart();
    }

    /** All disks are emptied, as if there had never been anything. */
    public void wipe() {
        restore(new Tree(), List.of());
    }

    /** All disks go back to when the log had so many transactions; not beyond a restored backup. */
    public void rollBack(int transactions) {
        restore(replay(transactions), sessions.ids());
    }

    Tree replay(int transactions) {
        if (transactions < baseIndex) {
            throw new IllegalArgumentException("what was before a restored backup is gone");
        }
        Tree replayed = base.copy();
        log.subList(baseIndex, transactions).forEach(replayed::apply);
        return replayed;
    }

    /** What came of a transaction that was sent. */
    sealed interface Outcome {
        /** Made, as one of the first so many of the log. */
        record Made(int index) implements Outcome {}

        /** Refused when the log had so many. */
        record Refused(Refusal refusal, int index) implements Outcome {}

        /** Nobody says anything. */
        record Unanswered() implements Outcome {}
    }

    /** A transaction arrives at the server a client is connected to. */
    Outcome send(Connection from, List<StoreWrite> writes) {
        boolean reaches = quorum.works() && from.answers() && from.replica().talks()
                && from.replica().isMember();
        return reaches ? arrive(from, writes) : new Outcome.Unanswered();
    }

    /** As {@link #send} of a client that has heard of the loss of its connection by now. */
    void sendLate(Connection from, List<StoreWrite> writes) {
        boolean moved = from.session().bound().filter(from::equals).isEmpty();
        if (!moved && quorum.works() && from.replica().talks()
                && sessions.find(from.session().id()).isPresent()) {
            commit(from.session().id(), from.session().process(), writes);
        }
    }

    private Outcome arrive(Connection from, List<StoreWrite> writes) {
        boolean fits = Messages.bytes(writes) <= LONGEST_MESSAGE;
        if (!fits || sessions.find(from.session().id()).isEmpty()) {
            from.breakOff();
            return new Outcome.Unanswered();
        }
        Optional<Refusal> refusal = commit(from.session().id(), from.session().process(), writes);
        from.answeredAt(log.size());
        return refusal.<Outcome>map(why -> new Outcome.Refused(why, log.size()))
                .orElseGet(() -> new Outcome.Made(log.size()));
    }

    Optional<Refusal> commit(long session, String process, List<StoreWrite> writes) {
        Committed next = new Committed(tree.zxid() + 1, timeline.now(), session, process,
                List.copyOf(writes));
        Optional<Refusal> refusal = tree.commit(next, session == 0 ? Rules.NONE : rules);
        if (refusal.isEmpty()) {
            log.add(next);
            listeners.forEach(each -> each.accept(next));
            replicas.forEach(each -> each.committed(next));
            observers.forEach(each -> each.committed(next));
            witnesses.forEach(each -> each.committed(next));
        }
        return refusal;
    }

    /** A name that nobody below {@code parent} ever had. */
    String nextName(String prefix) {
        int ever = tree.find(Tree.parentOf(prefix)).map(each -> each.everBelow).orElse(0);
        return prefix + "%010d".formatted(ever);
    }

    void add(SimulatedClusterStore client) {
        clients.add(client);
    }

    void remove(SimulatedClusterStore client) {
        clients.remove(client);
    }

    void serversAreBack() {
        List.copyOf(clients).forEach(SimulatedClusterStore::serversAreBack);
    }

    boolean anybodyServes() {
        return replicas.stream().anyMatch(Replica::isServing);
    }

    Tree tree() {
        return tree;
    }

    boolean mayRead(String path, String process) {
        return rules.mayRead(path, process);
    }

    Quorum quorum() {
        return quorum;
    }

    Sessions sessions() {
        return sessions;
    }

    /** Since the start of the simulation. */
    long nanos() {
        return Duration.between(SimulatedTimeline.START, timeline.now()).toNanos();
    }

    Timeline.Cancellation after(Duration delay, Runnable step) {
        return timeline.after(delay, step);
    }

    /** Between two numbers of milliseconds. */
    Duration draw(int least, int most) {
        return Duration.ofMillis(least + timeline.random().nextInt(most - least + 1));
    }
}
