package orchestrator.reconciler.agent;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.SpecHash;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.MachineMarks;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore.Session;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the store: claims the node, reads its assignment and what it refers to, and puts all of it
 * on the disk before it is acted on. Blocks; one look at a time. The claim is the write that a new
 * session begins with, so that what is read after it is not older.
 */
final class StoreReader {
    static final String AWAY = "the cluster store does not answer; containers keep running,"
            + " nothing new is started or stopped until it does";

    /** Any session that was brought along with an old copy of the store is over by then. */
    private static final Duration VOUCHED = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(StoreReader.class);

    private final Timeline timeline;
    private final ClusterRecords records;
    private final MachineMarks machine;
    private final NodeRecord self;
    private final NodePresence presence;
    private final AssignmentGate gate;
    private final KnowledgeReader knowledge;
    private final LocalCopy copy;
    private Optional<NodeAssignment> savedAssignment = Optional.empty();
    private Optional<Knowledge> savedKnowledge = Optional.empty();
    private Optional<NodeStatus> report = Optional.empty();
    private Optional<Instant> tornSince = Optional.empty();
    private boolean reportRead;
    private Optional<Latest> latest = Optional.empty();

    /** What was seen, and the newest change of the whole store from before that. */
    private record Latest(Newest newest, StoreLook.Seen look) {}

    StoreReader(Timeline timeline, AgentWorld world, NodeRecord self, LocalCopy copy,
            LocalCopy.Found found) {
        this.timeline = timeline;
        this.records = world.records();
        this.machine = world.machine();
        this.self = self;
        this.copy = copy;
        this.presence = new NodePresence(records, self,
                found.watermark().map(Watermark::bootToken));
        this.gate = new AssignmentGate(found.watermark(), found.lost());
        this.knowledge = new KnowledgeReader(records, found.knowledge());
    }

    /**
     * A look that nothing has asked for. It asks nothing where nothing at all was written since the
     * last such look, and returns the same.
     */
    StoreLook lookAgain(SortedSet<SpecHash> stillNeeded) {
        Session session = records.store().session();
        if (!session.isConnected()) {
            return doubt(AWAY);
        }
        Newest newest;
        try {
            newest = records.store().newest();
        } catch (StoreUnavailableException e) {
            return doubt(AWAY);
        }
        Optional<StoreLook.Seen> same = latest.filter(each -> each.newest().equals(newest))
                .map(Latest::look)
                .filter(each -> each.claim().session() == session.id()
                        && each.knowledge().specs().keySet().containsAll(stillNeeded));
        if (same.isPresent()) {
            return same.get();
        }
        StoreLook look = look(stillNeeded);
        if (look instanceof StoreLook.Seen seen) {
            latest = Optional.of(new Latest(newest, seen));
        }
        return look;
    }

    /**
     * One look.
     *
     * @param stillNeeded specs of containers that are no longer assigned but still there
     */
    StoreLook look(SortedSet<SpecHash> stillNeeded) {
        latest = Optional.empty();
        Session session = records.store().session();
        if (!session.isConnected()) {
            return doubt(AWAY);
        }
        try {
            Optional<String> stranger = gate.doubt(cluster());
            if (stranger.isPresent()) {
                return doubt(stranger.get());
            }
            return switch (presence.claim(session.id())) {
                case NodePresence.Claim.Held(int version) ->
                    read(session.id(), version, stillNeeded);
                case NodePresence.Claim.HeldByAnother(boolean earlier) ->
                    new StoreLook.Waiting(earlier
                            ? "the session of the agent that ran here before is still open,"
                                    + " unless a clone of this machine runs; this one waits for"
                                    + " it to end"
                            : "another agent named " + self.name()
                                    + " is connected; this one waits for it to go");
                case NodePresence.Claim.Taken() -> new StoreLook.Taken();
            };
        } catch (StoreUnavailableException e) {
            return doubt(AWAY);
        } catch (StoreConflictException e) {
            return doubt("the record of this node changed while it was read");
        } catch (UnreadableRecordException e) {
            return doubt("the store cannot be understood: " + e.getMessage());
        }
    }

    private Optional<ClusterId> cluster() {
        return records.cluster().map(each -> each.value().id());
    }

    private static StoreLook.Doubt doubt(String text) {
        return new StoreLook.Doubt(text, Optional.empty());
    }

    private StoreLook read(long session, int nodeVersion, SortedSet<SpecHash> stillNeeded) {
        StoreLook.Held held = new StoreLook.Held(session, nodeVersion, lastReport());
        if (gate.isTorn()) {
            askForWarrant();
        }
        Optional<ClusterId> cluster = cluster();
        Optional<String> doubt;
        Optional<NodeAssignment> found = Optional.empty();
        try {
            found = records.assignment(self.name()).map(Versioned::value);
            doubt = gate.doubt(cluster, found);
        } catch (UnreadableRecordException e) {
            doubt = Optional.of("its assignment cannot be understood: " + e.getMessage());
        }
        if (doubt.isPresent()) {
            return new StoreLook.Doubt(doubt.get(), Optional.of(held));
        }
        NodeAssignment assignment = found.orElseGet(
                () -> NodeAssignment.none(cluster.orElseThrow()));
        Knowledge known = knowledge.read(assignment, stillNeeded);
        try {
            save(assignment, known);
        } catch (UncheckedIOException e) {
            return new StoreLook.Doubt("the disk of this node cannot be written: "
                    + e.getCause().getMessage(), Optional.of(held));
        }
        // What is as it was is the same object: whoever goes on from it sees that at once.
        return new StoreLook.Seen(held, savedAssignment.orElseThrow(),
                savedKnowledge.orElseThrow());
    }

    /**
     * Nothing newer may ever come, as a leader gives no work to a node in doubt. But a leader has a
     * memory of its own, and does not lead in a store that is older than it remembers.
     */
    private void askForWarrant() {
        Instant now = timeline.now();
        Instant since = tornSince.orElse(now);
        tornSince = Optional.of(since);
        if (!now.isBefore(since.plus(VOUCHED))
                && records.store().read(Paths.LEADER).isPresent()) {
            gate.vouchedFor();
        }
    }

    /** Read once: from then on the reports are our own. */
    private Optional<NodeStatus> lastReport() {
        if (!reportRead) {
            try {
                report = records.status(self.name()).map(Versioned::value);
            } catch (UnreadableRecordException e) {
                LOG.warn("the last report of {} is passed over: {}", self.name(), e.getMessage());
            }
            reportRead = true;
        }
        return report;
    }

    private void save(NodeAssignment assignment, Knowledge known) {
        Watermark watermark = Watermark.of(assignment, self.bootToken());
        boolean saved = savedAssignment.equals(Optional.of(assignment))
                && savedKnowledge.map(Knowledge::specs).equals(Optional.of(known.specs()))
                && savedKnowledge.map(each -> KnowledgeReader.versions(each.secrets()))
                        .equals(Optional.of(KnowledgeReader.versions(known.secrets())));
        if (!saved) {
            copy.save(watermark, assignment, known);
            copy.saveMachine(machine);
            savedAssignment = Optional.of(assignment);
            savedKnowledge = Optional.of(known);
        }
        gate.passed(watermark);
    }
}
