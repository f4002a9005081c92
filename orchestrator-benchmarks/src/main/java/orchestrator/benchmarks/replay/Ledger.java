package orchestrator.benchmarks.replay;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;

/** What all agents together have seen and acknowledged, and when. Times are of the nano clock. */
final class Ledger {
    private final Map<NodeName, Integer> seen = new ConcurrentHashMap<>();
    private final Map<NodeName, Integer> acknowledged = new ConcurrentHashMap<>();
    private final Set<NodeName> lost = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final boolean keepsReports;
    private volatile BiConsumer<NodeName, NodeAssignment> listener = (_, _) -> {};
    private long seenSum;
    private long acknowledgedSum;
    private long assignments;
    private long firstSeen;
    private long lastSeen;
    private long lastAcknowledged;

    /** @param keepsReports whether agents remember what they reported, to change it later */
    Ledger(boolean keepsReports) {
        this.keepsReports = keepsReports;
    }

    boolean keepsReports() {
        return keepsReports;
    }

    /** Has {@code told} of each assignment as an agent has read it, on the thread of its session. */
    void listen(BiConsumer<NodeName, NodeAssignment> told) {
        listener = told;
    }

    void seen(NodeName node, NodeAssignment assignment) {
        listener.accept(node, assignment);
        int count = assignment.instances().size();
        synchronized (this) {
            if (lost.contains(node)) {
                return;
            }
            seenSum += count - Optional.ofNullable(seen.put(node, count)).orElse(0);
            assignments++;
            lastSeen = System.nanoTime();
            firstSeen = firstSeen == 0 ? lastSeen : firstSeen;
        }
    }

    void acknowledged(NodeName node, NodeAssignment assignment) {
        int count = assignment.instances().size();
        synchronized (this) {
            if (lost.contains(node)) {
                return;
            }
            acknowledgedSum += count - Optional.ofNullable(acknowledged.put(node, count))
                    .orElse(0);
            lastAcknowledged = System.nanoTime();
            notifyAll();
        }
    }

    /**
     * Forgets a node that is lost: what it ran has to be acknowledged by others. An answer of it that
     * is still on its way does not count any more.
     */
    synchronized void lost(NodeName node) {
        lost.add(node);
        seenSum -= Optional.ofNullable(seen.remove(node)).orElse(0);
        acknowledgedSum -= Optional.ofNullable(acknowledged.remove(node)).orElse(0);
    }

    /** Begins to count assignments and to note times anew; 0 until there is one. */
    synchronized void mark() {
        assignments = 0;
        firstSeen = 0;
        lastSeen = 0;
        lastAcknowledged = 0;
    }

    void failed(String what) {
        failure.compareAndSet(null, what);
        synchronized (this) {
            notifyAll();
        }
    }

    /**
     * Waits until so many instances are acknowledged; false when they were not within so long.
     *
     * @throws IllegalStateException when an agent failed
     */
    synchronized boolean await(long instances, long seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (acknowledgedSum != instances && System.nanoTime() < deadline) {
            if (failure.get() != null) {
                throw new IllegalStateException("a simulated agent failed: " + failure.get());
            }
            try {
                wait(TimeUnit.SECONDS.toMillis(1));
            } catch (InterruptedException e) {
                throw Sessions.interrupted(e);
            }
        }
        return acknowledgedSum == instances;
    }

    /** Where it stands now. */
    synchronized Count count() {
        return new Count(acknowledgedSum, assignments, firstSeen, lastSeen, lastAcknowledged);
    }

    /**
     * What was counted.
     *
     * @param instances        acknowledged
     * @param assignments      that were read since the mark
     * @param firstSeen        when the first of them was
     * @param lastSeen         when the last was read
     * @param lastAcknowledged when the last report was written
     */
    record Count(long instances, long assignments, long firstSeen, long lastSeen,
            long lastAcknowledged) {}
}
