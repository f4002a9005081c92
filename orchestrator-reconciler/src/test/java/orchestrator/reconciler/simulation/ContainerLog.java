package orchestrator.reconciler.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.NodeName;

/**
 * What truly happened on all engines, seen from outside: the tests ask this and not our own records.
 * Also the judge of what must never happen: two containers of one incarnation.
 */
public final class ContainerLog {
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<Consumer<Entry>> listeners = new ArrayList<>();
    private final Map<String, ContainerIdentity> alive = new LinkedHashMap<>();

    /** What was done to a container. */
    public enum Deed {
        CREATED, STARTED, STOPPED, REMOVED
    }

    public record Entry(Instant at, NodeName node, Deed deed, ContainerIdentity identity) {
        @Override
        public String toString() {
            return node + " " + deed.name().toLowerCase(java.util.Locale.ROOT) + " "
                    + identity.instance().address() + " " + identity.incarnation();
        }
    }

    void created(Instant at, NodeName node, String id, ContainerIdentity identity) {
        Optional<ContainerIdentity> twin = alive.values().stream()
                .filter(each -> each.instance().equals(identity.instance())
                        && each.incarnation().equals(identity.incarnation()))
                .findFirst();
        twin.ifPresent(other -> violations.add(at + " two containers of one incarnation: "
                + identity + " beside " + other));
        alive.put(node + id, identity);
        add(at, node, Deed.CREATED, id);
    }

    void add(Instant at, NodeName node, Deed deed, String id) {
        ContainerIdentity identity = alive.get(node + id);
        if (identity != null) {
            Entry entry = new Entry(at, node, deed, identity);
            entries.add(entry);
            listeners.forEach(each -> each.accept(entry));
        }
        if (deed == Deed.REMOVED) {
            alive.remove(node + id);
        }
    }

    /** Calls {@code listener} right after every deed. */
    public void listen(Consumer<Entry> listener) {
        listeners.add(listener);
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
