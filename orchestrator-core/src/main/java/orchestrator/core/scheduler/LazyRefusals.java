package orchestrator.core.scheduler;

import java.util.AbstractList;
import java.util.List;

/**
 * What all nodes have against an instance, found out when somebody looks: as costly as asking every
 * node every rule, and many who ask for a place only want to know that there is none.
 */
final class LazyRefusals extends AbstractList<Refusal> {
    private final Seeker seeker;
    private final ClusterLedger cluster;
    private final long asOf;
    private List<Refusal> told;

    LazyRefusals(Seeker seeker, ClusterLedger cluster) {
        this.seeker = seeker;
        this.cluster = cluster;
        this.asOf = cluster.census().changes();
    }

    /**
     * All of them, as a list that never changes.
     *
     * @throws IllegalStateException when nobody looked before the cluster changed
     */
    List<Refusal> told() {
        if (told == null) {
            if (asOf != cluster.census().changes()) {
                throw new IllegalStateException("the cluster has changed since "
                        + seeker.request().id() + " was refused");
            }
            told = cluster.explanations().of(seeker);
        }
        return told;
    }

    @Override
    public Refusal get(int index) {
        return told().get(index);
    }

    @Override
    public int size() {
        return told().size();
    }
}
