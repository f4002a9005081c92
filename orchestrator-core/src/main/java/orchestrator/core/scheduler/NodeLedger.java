package orchestrator.core.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Resources;
import orchestrator.core.state.NodeObservation;

/** What one node has given out, kept up while a plan is made. */
public final class NodeLedger {
    private final NodeObservation observation;
    private final List<AssignedInstance> assigned = new ArrayList<>();
    private final TreeSet<Integer> ports = new TreeSet<>();
    private Resources reserved = Resources.NONE;

    NodeLedger(NodeObservation observation) {
        this.observation = observation;
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
    }

    /** Takes it back; the very same value must have been added. */
    public void remove(AssignedInstance instance) {
        assigned.remove(instance);
        ports.removeAll(instance.hostPorts().values());
        reserved = reserved.minus(instance.reserved());
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
}
