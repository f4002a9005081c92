package orchestrator.reconciler.simulation.zookeeper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.CommitLimits;
import orchestrator.reconciler.store.CommitOnce;
import orchestrator.reconciler.store.CommitsInOrder;
import orchestrator.reconciler.store.FreshSession;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.Patience;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/**
 * One client of the simulated ensemble, as our adapter with Curator below is one of a real one. In
 * simulated time its calls take time and have patience; called from outside, where nothing can
 * wait, it has none and asks once.
 */
public final class SimulatedClusterStore implements ClusterStore {
    /** How long the real adapter goes on trying. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);
    /** After which the servers drop what hangs on a session they hear nothing of. */
    public static final Duration SESSION = Duration.ofSeconds(6);

    private final SimulatedTimeline timeline;
    private final SimulatedProcess process;
    private final SimulatedEnsemble ensemble;
    private final ClientLink link;
    private final ClientServers servers;
    private final FreshSession fresh;
    private final ClientWatches watches;
    private final List<Consumer<Session>> listeners = new ArrayList<>();
    private Duration patience = PATIENCE;
    private Session session = new Session(Session.State.SUSPENDED, 0);
    private Function<List<StoreWrite>, Fates.OfCommit> onCommit = _ -> Fates.OfCommit.ANSWERED;
    private Fates.OfCommit nextCommit = Fates.OfCommit.ANSWERED;
    private boolean dropHints;
    private int asked;
    private boolean closed;

    /** Connects at once, to a server drawn from the seed, when there is one that serves. */
    public SimulatedClusterStore(SimulatedTimeline timeline, SimulatedEnsemble ensemble,
            SimulatedProcess process) {
        this(timeline, ensemble, process,
                timeline.random().nextInt(ensemble.replicas().size()));
    }

    /** As the other, trying that server first. */
    public SimulatedClusterStore(SimulatedTimeline timeline, SimulatedEnsemble ensemble,
            SimulatedProcess process, int server) {
        this.timeline = timeline;
        this.process = process;
        this.ensemble = ensemble;
        this.link = new ClientLink(this, ensemble, server);
        this.servers = new ClientServers(this, timeline);
        this.fresh = new FreshSession(servers);
        this.watches = new ClientWatches(this, timeline);
        ensemble.add(this);
        process.onChange(link::processChanged);
        ensemble.forNewcomers().ifPresentOrElse(link::moveTo, link::connect);
    }

    /** How long a call goes on trying; with none, every loss is told to the caller. */
    public void patience(Duration duration) {
        patience = duration;
    }

    /** While true no hint of any watch arrives. */
    public void setDropHints(boolean drop) {
        dropHints = drop;
    }

    /** Chooses the fate of the next commit, when nothing else does; later ones are answered. */
    public void setNextCommit(Fates.OfCommit fate) {
        nextCommit = fate;
    }

    /** Asks {@code look} about every commit from now on, right before it is made. */
    public void onCommit(Function<List<StoreWrite>, Fates.OfCommit> look) {
        onCommit = look;
    }

    /** What becomes of a commit that was given that fate. */
    Fates.OfCommit fate(Fates.OfCommit given, List<StoreWrite> writes) {
        Fates.OfCommit mine = onCommit.apply(writes);
        Fates.OfCommit next = nextCommit;
        nextCommit = Fates.OfCommit.ANSWERED;
        return Stream.of(given, mine, next).filter(each -> each != Fates.OfCommit.ANSWERED)
                .findFirst().orElse(Fates.OfCommit.ANSWERED);
    }

    boolean dropsHints() {
        return dropHints;
    }

    /** The network between this client and the servers. */
    public ClientLink link() {
        return link;
    }

    @Override
    public Optional<StoredRecord> read(String path) {
        return ask("read " + path, () -> fresh.read(() -> servers.read(path)));
    }

    @Override
    public List<Long> stampsBelow(List<String> paths) {
        return ask("look below " + paths.size() + " records",
                () -> fresh.read(() -> servers.stampsBelow(paths)));
    }

    @Override
    public Newest newest() {
        return link.told().orElseGet(
                () -> ask("ask for the newest change", () -> fresh.read(servers::newest)));
    }

    @Override
    public List<String> children(String path) {
        return ask("list " + path, () -> fresh.read(() -> servers.children(path)));
    }

    @Override
    public void commit(List<StoreWrite> writes) {
        CommitLimits.check(writes);
        TreeSet<String> parents = new TreeSet<>();
        writes.stream().filter(StoreWrite.Create.class::isInstance)
                .forEach(write -> parents.add(Tree.parentOf(write.path())));
        parents.forEach(parent -> CommitLimits.checkChildren(parent,
                ask("read " + parent, () -> servers.countBelow(parent))));
        ask("write " + writes.getFirst().path(), new CommitOnce(servers, writes));
    }

    @Override
    public void commitAll(List<List<StoreWrite>> commits) {
        commits.forEach(CommitLimits::check);
        ask("write " + commits.size() + " times", new CommitsInOrder(servers, commits));
    }

    /** How many questions and commits it was called for so far that a server has to answer. */
    public int asked() {
        return asked;
    }

    private <T> T ask(String what, Patience.Question<T> question) {
        asked++;
        if (closed) {
            throw new StoreUnavailableException("the connection to ZooKeeper is closed");
        }
        process.goOnOnlyAlive();
        if (!process.isAlive()) {
            throw new StoreUnavailableException("the process has ended: could not " + what);
        }
        Duration lasting = timeline.isWithin() ? patience : Duration.ZERO;
        return new Patience("ZooKeeper", lasting, this::clock).ask(what, question);
    }

    private long clock() {
        return Duration.between(SimulatedTimeline.START, process.now()).toNanos();
    }

    @Override
    public Watch watch(String path, Consumer<String> changed) {
        return watches.add(path, changed);
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public void onSession(Consumer<Session> changed) {
        listeners.add(changed);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            watches.clear();
            link.close();
            ensemble.remove(this);
            session = new Session(Session.State.LOST, session.id());
            listeners.clear();
        }
    }

    /** Without a server between: what is done to it in the order of the session's requests. */
    ClientServers servers() {
        return servers;
    }

    ClientWatches watches() {
        return watches;
    }

    SimulatedEnsemble ensemble() {
        return ensemble;
    }

    SimulatedProcess process() {
        return process;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isRunning() {
        return process.isAlive() && !process.isFrozen();
    }

    boolean reaches(Replica replica) {
        return link.reaches(replica);
    }

    void become(Session.State state, long id) {
        boolean again = session.id() != 0;
        Session now = new Session(state, id);
        session = now;
        if (state == Session.State.CONNECTED) {
            watches.reinstall(again);
        }
        List.copyOf(listeners).forEach(each -> process.run(() -> each.accept(now)));
    }

    void run(Runnable event) {
        process.run(event);
    }

    Timeline.Cancellation beside(Duration delay, Runnable step) {
        return process.beside(delay, step);
    }

    void hint(String watched, String changed) {
        watches.tell(watched, changed);
    }

    void brokenOff(Connection connection) {
        beside(Duration.ZERO, () -> link.lost(connection));
    }

    void fallSilent(Connection connection) {
        link.fallSilent(connection);
    }

    void serversAreBack() {
        link.serversAreBack();
    }
}
