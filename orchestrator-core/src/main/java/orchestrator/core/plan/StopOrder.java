package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance.Reference;
import orchestrator.core.model.InstanceId;

/**
 * Of those that stop, who goes last: what others connect to, as long as these may still serve
 * somebody. Those that connect to each other, in however large a circle, do not wait at all.
 */
final class StopOrder {
    private final TreeMap<InstanceId, List<Placed>> users = new TreeMap<>();

    StopOrder(List<Placed> stopping) {
        for (Placed user : stopping) {
            for (Reference reference : user.assigned().references()) {
                users.computeIfAbsent(reference.endpoint().instance(), id -> new ArrayList<>())
                        .add(user);
            }
        }
    }

    /** Who has to be gone before that instance. */
    Optional<InstanceId> waitsFor(InstanceId id) {
        return users.getOrDefault(id, List.of()).stream()
                .filter(user -> user.mayRun() && !user.isSilent())
                .map(user -> user.assigned().id())
                .filter(user -> !usersOf(user).contains(id))
                .findFirst();
    }

    /** All who connect to it, and who connects to them, and so on. */
    private TreeSet<InstanceId> usersOf(InstanceId id) {
        TreeSet<InstanceId> found = new TreeSet<>();
        List<InstanceId> next = new ArrayList<>(List.of(id));
        while (!next.isEmpty()) {
            for (Placed user : users.getOrDefault(next.removeLast(), List.of())) {
                if (found.add(user.assigned().id())) {
                    next.add(user.assigned().id());
                }
            }
        }
        return found;
    }
}
