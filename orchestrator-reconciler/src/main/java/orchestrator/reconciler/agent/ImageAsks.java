package orchestrator.reconciler.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.SpecHash;

/** Who asks for which image, so that it is seen when somebody asks for one anew. */
final class ImageAsks {
    /** Empty until there is an assignment: what an agent finds when it starts is not new. */
    private Optional<List<Ask>> known = Optional.empty();
    private Optional<AssignmentNeeds> latest = Optional.empty();

    private record Ask(InstanceId instance, Incarnation incarnation, String image) {}

    /** The images of an incarnation: its own, if its spec is known, and the next one's. */
    static List<String> of(AssignedInstance assigned, Map<SpecHash, ContainerSpec> specs) {
        List<String> images = new ArrayList<>();
        Optional.ofNullable(specs.get(assigned.spec())).map(ContainerSpec::image)
                .ifPresent(images::add);
        assigned.upkeep().nextImage().ifPresent(images::add);
        return images;
    }

    /** Images that some incarnation asks for and did not at the last look. */
    SortedSet<String> newIn(AssignmentNeeds needs) {
        SortedSet<String> images = new TreeSet<>();
        boolean same = latest.filter(each -> each == needs).isPresent();
        if (same || needs.assignment().generation() == 0) {
            return images;
        }
        latest = Optional.of(needs);
        List<Ask> asks = asks(needs.assignment(), needs.knowledge().specs());
        List<Ask> before = known.orElse(asks);
        known = Optional.of(asks);
        if (before.equals(asks)) {
            return images;
        }
        asks.stream().filter(ask -> !before.contains(ask)).map(Ask::image).forEach(images::add);
        return images;
    }

    private static List<Ask> asks(NodeAssignment assignment,
            Map<SpecHash, ContainerSpec> specs) {
        List<Ask> asks = new ArrayList<>();
        for (AssignedInstance each : assignment.instances()) {
            for (String image : of(each, specs)) {
                asks.add(new Ask(each.id(), each.incarnation(), image));
            }
        }
        return asks;
    }
}
