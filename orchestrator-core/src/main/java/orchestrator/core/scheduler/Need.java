package orchestrator.core.scheduler;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.ContainerSpec.Port;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceSpec;

/**
 * What of a service decides which nodes may take it, apart from whom they run. Services of the same
 * need can be told apart by nothing but their siblings and mates.
 *
 * @param ports        how many host ports it takes
 * @param scarceImage  its image, where some node could not get it
 */
record Need(Resources resources, int ports, List<Integer> published,
        SortedMap<String, String> only, Optional<String> apart, Optional<String> scarceImage) {

    static Need of(ServiceSpec service, ClusterLedger cluster) {
        ContainerSpec container = service.container();
        List<Integer> published = container.ports().stream().map(Port::published)
                .flatMap(Optional::stream).sorted().toList();
        return new Need(container.resources(), container.ports().size(), published,
                service.place().only(), service.place().apart(),
                Optional.of(container.image()).filter(cluster::isScarce));
    }

    /** The label of nodes whose values no two siblings may share, when there is one. */
    Optional<String> spreadLabel() {
        return apart.filter(label -> !label.equals(ServiceSpec.Place.NODE));
    }
}
