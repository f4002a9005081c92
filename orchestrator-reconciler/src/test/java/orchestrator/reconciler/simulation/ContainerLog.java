package orchestrator.reconciler.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.simulated.SimulatedDeed;

/**
 * What truly happened on all engines, seen from outside: the tests ask this and not our own records.
 * Also the judge of what must never happen: two containers of one incarnation.
 */
public final class ContainerLog {
    private final ClusterId cluster;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<Consumer<Entry>> listeners = new ArrayList<>();
    private final List<Consumer<Entry>> listenersToOthers = new ArrayList<>();
    private final Map<String, ContainerIdentity> alive = new LinkedHashMap<>();

    ContainerLog(ClusterId cluster) {
        this.cluster = cluster;
    }

    /** What was done to a container, or happened to it. */
    public enum Deed {
        CREATED,
        STARTED,
        /** It ran and was asked to end. */
        STOPPED,
        EXITED,
        PAUSED,
        UNPAUSED,
        RENAMED,
        REMOVED
    }

    /** {@code identity} is what its labels say. */
    public record Entry(Instant at, NodeName node, Deed deed, SimulatedDeed.Cause cause,
            String containerId, ContainerIdentity identity) {
        /** True when one of us asked an engine for it. */
        public boolean isOurs() {
            return cause == SimulatedDeed.Cause.CALL;
        }

        @Override
        public String toString() {
            return node + " " + deed.name().toLowerCase(java.util.Locale.ROOT) + " "
                    + identity.instance().address() + " " + identity.incarnation();
        }
    }

    /** What an engine did or suffered. What is somebody else's, by its labels, is not kept. */
    void saw(Instant at, NodeName node, SimulatedDeed deed) {
        Entry entry = new Entry(at, node, Deed.valueOf(deed.kind().name()), deed.cause(),
                deed.containerId(), deed.identity());
        if (!deed.identity().cluster().equals(cluster)) {
            listenersToOthers.forEach(each -> each.accept(entry));
            return;
        }
        switch (entry.deed()) {
            case CREATED -> created(entry);
            case REMOVED -> alive.remove(node + entry.containerId());
            default -> {
            }
        }
        entries.add(entry);
        listeners.forEach(each -> each.accept(entry));
    }

    /** Labels that somebody copied by hand are nothing we did. */
    private void created(Entry entry) {
        if (!entry.isOurs()) {
            return;
        }
        ContainerIdentity identity = entry.identity();
        Optional<ContainerIdentity> twin = alive.values().stream()
                .filter(each -> each.instance().equals(identity.instance())
                        && each.incarnation().equals(identity.incarnation()))
                .findFirst();
        twin.ifPresent(other -> violations.add(entry.at()
                + " two containers of one incarnation: " + identity + " beside " + other));
        alive.put(entry.node() + entry.containerId(), identity);
    }

    /** Calls {@code listener} right after every deed. */
    public void listen(Consumer<Entry> listener) {
        listeners.add(listener);
    }

    /** Calls {@code listener} right after every deed to a container of somebody else. */
    public void listenToOthers(Consumer<Entry> listener) {
        listenersToOthers.add(listener);
    }

    /** What must never happen and did. */
    public List<String> violations() {
        return violations;
    }

    /** How much was done so far: the mark for {@link #since}. */
    public int mark() {
        return entries.size();
    }

    public List<Entry> since(int mark) {
        return List.copyOf(entries.subList(mark, entries.size()));
    }

    public List<Entry> since(int mark, Deed deed) {
        return since(mark).stream().filter(entry -> entry.deed() == deed).toList();
    }
}
