package orchestrator.core.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Difference;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Ordered;
import orchestrator.core.model.Resources;
import orchestrator.core.state.NodeObservation;

/** What one node has given out, kept up while a plan is made. */
public final class NodeLedger {
    private static final Incarnation OLDEST = new Incarnation(Integer.MIN_VALUE, 0);

    private NodeObservation observation;
    private final int index;
    private final Census census;
    private final List<AssignedInstance> assigned = new ArrayList<>();
    private final Tally counts = new Tally();
    private final Tally published = new Tally();
    private final Tally ports = new Tally();
    private Resources reserved = Resources.NONE;
    private boolean isAltered;
    private int lastPlace;
    private int lastRow;

    /** {@code index} is the place of the node among all, by name. */
    NodeLedger(NodeObservation observation, int index, Census census) {
        this.observation = observation;
        this.index = index;
        this.census = census;
        census.enter(this);
        assigned.addAll(observation.assignment().instances());
        assigned.forEach(this::take);
    }

    /** The node as it was observed. */
    public NodeObservation observation() {
        return observation;
    }

    public NodeName name() {
        return observation.name();
    }

    /** What it runs, sorted as in its assignment: a view, which follows every change. */
    public List<AssignedInstance> assigned() {
        return Collections.unmodifiableList(assigned);
    }

    public Resources reserved() {
        return reserved;
    }

    /** Gives out what {@code instance} takes. */
    public void add(AssignedInstance instance) {
        alter();
        assigned.add(place(instance.id(), instance.incarnation()), instance);
        take(instance);
    }

    /** Takes back what was given out to the incarnation, if it is there. */
    public void remove(AssignedInstance instance) {
        int place = place(instance.id(), instance.incarnation());
        if (place < assigned.size()
                && assigned.get(place).compareTo(instance.id(), instance.incarnation()) == 0) {
            alter();
            giveBack(assigned.remove(place));
        }
    }

    private void alter() {
        if (!isAltered) {
            isAltered = true;
            census.altered().add(this);
        }
    }

    /** The node is seen anew: it runs what is assigned to it, whatever was given out in between. */
    void see(NodeObservation seen) {
        boolean isOther = isAltered
                || seen.assignment().instances() != observation.assignment().instances();
        observation = seen;
        isAltered = false;
        if (isOther) {
            List<AssignedInstance> before = List.copyOf(assigned);
            assigned.clear();
            assigned.addAll(seen.assignment().instances());
            new Difference<>(before, seen.assignment().instances(), AssignedInstance.ORDER)
                    .tell(this::giveBack, this::take);
        }
        census.noteChange(this);
    }

    private void take(AssignedInstance instance) {
        if (hasPorts(instance)) {
            instance.hostPorts().values().forEach(ports::add);
            instance.published().forEach(published::add);
        }
        reserved = reserved.plus(instance.reserved());
        census.added(this, instance.id());
    }

    /** Most have none, and even to go through nothing takes its time. */
    private static boolean hasPorts(AssignedInstance instance) {
        return !instance.hostPorts().isEmpty() || !instance.published().isEmpty();
    }

    private void giveBack(AssignedInstance instance) {
        if (hasPorts(instance)) {
            instance.hostPorts().values().forEach(ports::remove);
            instance.published().forEach(published::remove);
        }
        reserved = reserved.minus(instance.reserved());
        census.removed(this, instance.id());
    }

    /** Where that incarnation stands, or would: most often near the one that was asked for before. */
    private int place(InstanceId id, Incarnation incarnation) {
        lastPlace = Ordered.place(assigned, lastPlace, each -> each.compareTo(id, incarnation));
        return lastPlace;
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
            if (ports.count(port) == 0) {
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
        return incarnations(id).size();
    }

    /** The incarnations of that very instance, oldest first: a view. */
    public List<AssignedInstance> incarnations(InstanceId id) {
        int first = place(id, OLDEST);
        int end = first;
        while (end < assigned.size() && assigned.get(end).id().equals(id)) {
            end++;
        }
        return first == end ? List.of() : assigned.subList(first, end);
    }

    /** What the agent says of that incarnation; empty when it says nothing. */
    public Optional<InstanceStatus> status(AssignedInstance instance) {
        List<InstanceStatus> rows = observation.status().instances();
        lastRow = Ordered.place(rows, lastRow,
                row -> row.compareTo(instance.id(), instance.incarnation()));
        return lastRow < rows.size()
                && rows.get(lastRow).compareTo(instance.id(), instance.incarnation()) == 0
                        ? Optional.of(rows.get(lastRow))
                        : Optional.empty();
    }
}
