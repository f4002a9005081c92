package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.state.NodeObservation;

/** All that leader and agents say of one instance. */
final class Trace {
    private final InstanceId id;
    private final boolean numbered;
    /** Mostly there is one, and of everything else none. */
    private List<Placed> placements = List.of();
    private List<Reported> strays = List.of();
    private Optional<HeldInstance> held = Optional.empty();

    /** {@code numbered} where the declaration asks for it, whatever nodes there are. */
    Trace(InstanceId id, boolean numbered) {
        this.id = id;
        this.numbered = numbered;
    }

    /** One placement: where it stands, and what its agent says of it, if it did. */
    record Placed(NodeObservation node, AssignedInstance assigned,
            Optional<InstanceStatus> status) {
        /** True when it was made before the other one. */
        boolean isBefore(Placed other) {
            return assigned.incarnation().compareTo(other.assigned.incarnation()) < 0;
        }
    }

    /** What the agent of one node says of one incarnation. */
    record Reported(NodeObservation node, InstanceStatus status) {}

    void place(Placed placed) {
        placements = with(placements, placed);
    }

    /** Its agent speaks of an incarnation that is not assigned to it. */
    void stray(Reported reported) {
        strays = with(strays, reported);
    }

    private static <T> List<T> with(List<T> some, T another) {
        if (some.isEmpty()) {
            return List.of(another);
        }
        List<T> all = new ArrayList<>(some);
        all.add(another);
        return all;
    }

    /** Of several holds the first counts. */
    void hold(HeldInstance hold) {
        held = held.or(() -> Optional.of(hold));
    }

    InstanceId id() {
        return id;
    }

    /** The declaration asks for it, whatever nodes there are. */
    boolean isNumbered() {
        return numbered;
    }

    Optional<HeldInstance> held() {
        return held;
    }

    /** The placement that counts, when there is any. */
    Optional<Placed> newest() {
        if (placements.isEmpty()) {
            return Optional.empty();
        }
        Placed newest = placements.getFirst();
        for (int i = 1; i < placements.size(); i++) {
            newest = newest.isBefore(placements.get(i)) ? placements.get(i) : newest;
        }
        return Optional.of(newest);
    }

    /** Nothing is said of any other placement or incarnation, as mostly. */
    boolean isOne() {
        return placements.size() == 1 && strays.isEmpty();
    }

    /** In the order of the nodes. */
    List<Placed> placements() {
        return placements;
    }

    /** What is said of incarnations that are assigned no more, in the order of the nodes. */
    List<Reported> strays() {
        return strays;
    }
}
