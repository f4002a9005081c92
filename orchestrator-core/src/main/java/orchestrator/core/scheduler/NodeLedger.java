package orchestrator.core.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Resources;
import orchestrator.core.state.NodeObservation;

/** What one node has given out, kept up while a plan is made. */
public final class NodeLedger {
    private final NodeObservation observation;
    private final int index;
    private final Census census;
    private final List<AssignedInstance> assigned = new ArrayList<>();
    private final Tally counts = new Tally();
    private final Tally published = new Tally();
    private final TreeSet<Integer> ports = new TreeSet<>();
    private Resources reserved = Resources.NONE;

    /** {@code index} is the place of the node among all, by name. */
    NodeLedger(NodeObservation observation, int index, Census census) {
        this.observation = observation;
        this.index = index;
        this.census = census;
        census.enter(this);
        observation.assignment().instances().forEach(this::add);
    }

    /** The node as it was observed. */
    public NodeObservation observation() {
        return observation;
    }

    public NodeName name() {
        return observation.name();
    }

    /** What it runs, in the order it was assigned: a view, which follows every change. */
    public List<AssignedInstance> assigned() {
        return Collections.unmodifiableList(assigned);
    }

    public Resources reserved() {
        return reserved;
    }

    /** Gives out what {@code instance} takes. */
    public void add(AssignedInstance instance) {
        assigned.add(instance);
        ports.addAll(instance.hostPorts().values());
        reserved = reserved.plus(instance.reserved());
        instance.published().forEach(published::add);
        census.added(this, instance.id());
    }

    /** Takes it back; the very same value must have been added. */
    public void remove(AssignedInstance instance) {
        boolean wasThere = assigned.remove(instance);
        ports.removeAll(instance.hostPorts().values());
        reserved = reserved.minus(instance.reserved());
        if (wasThere) {
            instance.published().forEach(published::remove);
            census.removed(this, instance.id());
        }
    }

    /**
     * Free host ports of the node's range, from {@code wish} on, going round.
     *
     * @throws IllegalStateException when there are not that many: {@link Filters} is asked before
     */
    public List<Integer> freePorts(int count, int wish) {
        int first = observation.node().firstPort();
        int size = observation.node().lastPort() - first + 1;
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < size && free.size() < count; i++) {
            int port = first + Math.floorMod(wish + i, size);
            if (!ports.contains(port)) {
                free.add(port);
            }
        }
        if (free.size() < count) {
            throw new IllegalStateException("no host port is free on " + name());
        }
        return free;
    }

    int freePorts() {
        return observation.node().lastPort() - observation.node().firstPort() + 1 - ports.size();
    }

    int index() {
        return index;
    }

    /** How many instances of each {@link Group} it runs; kept by the {@link Census}. */
    Tally counts() {
        return counts;
    }

    int count(Group group) {
        return counts.count(group.number());
    }

    Optional<String> label(String key) {
        return Optional.ofNullable(observation.node().labels().get(key));
    }

    boolean isPublished(int port) {
        return published.count(port) > 0;
    }

    /** How many incarnations of that very instance it runs. */
    int runs(InstanceId id) {
        int found = 0;
        for (AssignedInstance each : assigned) {
            found += each.id().equals(id) ? 1 : 0;
        }
        return found;
    }
}
