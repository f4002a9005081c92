package orchestrator.core.scheduler;

import java.util.List;

import orchestrator.core.model.ServiceSpec;

/**
 * Why no node takes an instance. When nothing has changed in between, the next one of its service
 * is told the very same list.
 */
final class Explanations {
    private final ClusterLedger cluster;
    private Group siblings = Group.NOBODY;
    private ServiceSpec service;
    private long asOf;
    private List<Refusal> last = List.of();

    Explanations(ClusterLedger cluster) {
        this.cluster = cluster;
    }

    /** What every rule has against every node, by node. */
    List<Refusal> of(Seeker seeker) {
        boolean isLikeOthers = seeker.request().anchors().isEmpty()
                && cluster.homes(seeker).isEmpty();
        if (!isLikeOthers) {
            return explain(seeker);
        }
        boolean isKnown = siblings == seeker.siblings() && service == seeker.service()
                && asOf == cluster.census().changes();
        if (!isKnown) {
            last = explain(seeker);
            siblings = seeker.siblings();
            service = seeker.service();
            asOf = cluster.census().changes();
        }
        return last;
    }

    private List<Refusal> explain(Seeker seeker) {
        return cluster.all().flatMap(node -> Filters.refusals(seeker, node)).toList();
    }
}
