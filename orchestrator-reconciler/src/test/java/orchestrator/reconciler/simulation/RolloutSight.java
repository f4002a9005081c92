package orchestrator.reconciler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.store.Versioned;

/** What a test can see of the rollout of one project, and what it must never see. */
public final class RolloutSight {
    public static final ProjectName SITE = new ProjectName("site");
    /** Each of three runs one after the other. */
    private static final int FEWEST = 2;

    private final SimulatedCluster cluster;
    private final ProjectName project;
    private final TreeMap<String, Integer> leastReady = new TreeMap<>();

    public RolloutSight(SimulatedCluster cluster) {
        this(cluster, SITE);
    }

    private RolloutSight(SimulatedCluster cluster, ProjectName project) {
        this.cluster = cluster;
        this.project = project;
    }

    public RolloutSight of(String other) {
        return new RolloutSight(cluster, new ProjectName(other));
    }

    public RolloutRecord record() {
        return cluster.records().rollout(project).map(Versioned::value)
                .orElseGet(() -> RolloutRecord.none(project));
    }

    public int current() {
        return cluster.records().project(project).orElseThrow().value().currentRevision();
    }

    public List<Outcome> outcomes() {
        return record().results().stream().map(Result::outcome).toList();
    }

    public Failure failure(int revision) {
        return record().result(revision).flatMap(Result::failure).orElseThrow();
    }

    public void await(int revision, Outcome outcome) {
        cluster.await("revision " + revision + " " + outcome, () -> record().result(revision)
                .filter(result -> result.outcome() == outcome).isPresent());
    }

    /** How many containers run from that image. */
    public int running(String image) {
        return (int) cluster.sight().containers().filter(each -> each.image().equals(image))
                .count();
    }

    /** From now on counts, at every deed of any engine, how many of each service serve. */
    public void guardBudget() {
        cluster.log().listen(entry -> {
            Optional<ContainerIdentity> ends = entry.deed() == Deed.STOPPED
                    ? Optional.of(entry.identity())
                    : Optional.empty();
            for (String service : List.of("web", "cache")) {
                leastReady.merge(service, serving(service, ends), Math::min);
            }
        });
    }

    /** The fewest that served at any moment since {@link #guardBudget}. */
    public int leastReady(String service) {
        return leastReady.getOrDefault(service, 3);
    }

    public List<String> violations() {
        List<String> violations = new ArrayList<>(cluster.log().violations());
        leastReady.forEach((service, least) -> {
            if (least < FEWEST) {
                violations.add("only " + least + " of " + service + " served at some moment");
            }
        });
        return violations;
    }

    /** Instances with a container that runs, that is not about to end, and was told to be ready. */
    private int serving(String service, Optional<ContainerIdentity> ends) {
        TreeSet<String> serving = new TreeSet<>();
        cluster.sight().containers()
                .filter(each -> each.container().identity().instance().project().equals(project)
                        && each.container().identity().instance().service().value()
                                .equals(service))
                .filter(each -> !Optional.of(each.container().identity()).equals(ends))
                .filter(each -> isReady(each.node().name(), each.container().identity()))
                .forEach(each -> serving.add(each.address()));
        return serving.size();
    }

    private boolean isReady(NodeName node, ContainerIdentity identity) {
        return cluster.records().status(node)
                .flatMap(status -> status.value().find(identity.instance(),
                        identity.incarnation()))
                .map(InstanceStatus::phase).filter(Phase.READY::equals).isPresent();
    }
}
