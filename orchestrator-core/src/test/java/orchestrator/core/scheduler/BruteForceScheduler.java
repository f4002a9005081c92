package orchestrator.core.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Elapsed;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.scheduler.Refusal.Rule;
import orchestrator.core.state.NodeObservation;

/**
 * What the scheduler must answer, in the plainest way: every node is asked every rule, every
 * preference is weighed in order, and everything is counted in the list of what a node runs.
 */
final class BruteForceScheduler {
    private static final long WHOLE = 1_000_000;
    private static final List<Rules> FILTERS = List.of(BruteForceScheduler::present,
            BruteForceScheduler::notDraining, BruteForceScheduler::withoutTrouble,
            BruteForceScheduler::image, BruteForceScheduler::labels,
            BruteForceScheduler::anchored, BruteForceScheduler::apart,
            BruteForceScheduler::publishedPorts, BruteForceScheduler::hostPorts,
            BruteForceScheduler::cpu, BruteForceScheduler::memory);
    private static final List<Preference> SCORERS = List.of(
            BruteForceScheduler::sameServiceInCopy, BruteForceScheduler::strangersToCopy,
            BruteForceScheduler::sameService, BruteForceScheduler::reservedShare,
            BruteForceScheduler::instances);

    private BruteForceScheduler() {}

    private interface Rules {
        Optional<Refusal> check(PlacementRequest request, NodeLedger node, ClusterLedger cluster);
    }

    private interface Preference {
        long against(PlacementRequest request, NodeLedger node);
    }

    static Placement place(PlacementRequest request, ClusterLedger cluster) {
        NodeLedger best = null;
        List<Refusal> refusals = new ArrayList<>();
        for (NodeLedger node : cluster.nodes()) {
            List<Refusal> against = refusals(request, node, cluster);
            refusals.addAll(against);
            if (against.isEmpty() && (best == null || isBetter(request, node, best))) {
                best = node;
            }
        }
        return best == null ? new Placement.Nowhere(refusals) : new Placement.On(best.name());
    }

    static List<Refusal> refusals(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        return FILTERS.stream().map(filter -> filter.check(request, node, cluster))
                .flatMap(Optional::stream).toList();
    }

    private static boolean isBetter(PlacementRequest request, NodeLedger node, NodeLedger best) {
        for (Preference scorer : SCORERS) {
            int order = Long.compare(scorer.against(request, node), scorer.against(request, best));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static Optional<Refusal> present(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        return node.observation().silentSince()
                .map(since -> refuse(node, Rule.LOST, "silent for "
                        + new Elapsed(Duration.between(since, cluster.takenAt()))));
    }

    private static Optional<Refusal> notDraining(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        return node.observation().intent().map(intent -> refuse(node, Rule.DRAINING,
                (isEmpty(node.observation()) ? "drained, by " : "draining, by ") + intent.who()
                        + (intent.why().isEmpty() ? "" : ": \"" + intent.why() + "\"")));
    }

    private static boolean isEmpty(NodeObservation node) {
        return node.assignment().instances().isEmpty() && node.status().instances().isEmpty();
    }

    private static Optional<Refusal> withoutTrouble(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        return node.observation().status().trouble()
                .map(trouble -> refuse(node, Rule.TROUBLE, trouble.text()));
    }

    /** A node that could not get the image of late is not asked again so soon. */
    private static Optional<Refusal> image(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        String image = request.service().container().image();
        return node.observation().status().image(image)
                .filter(state -> state.code() == ReasonCode.IMAGE_PULL_FAILED
                        || state.code() == ReasonCode.IMAGE_MISSING)
                .map(state -> refuse(node, Rule.IMAGE, "has no " + image + ": " + state.text()));
    }

    private static Optional<Refusal> labels(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        for (Map.Entry<String, String> wanted : request.service().place().only().entrySet()) {
            String found = node.observation().node().labels().get(wanted.getKey());
            if (!wanted.getValue().equals(found)) {
                String what = found == null
                        ? "has no label " + wanted.getKey()
                        : "is " + wanted.getKey() + "=" + found;
                return Optional.of(refuse(node, Rule.ONLY,
                        what + ", not " + wanted.getKey() + "=" + wanted.getValue()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> anchored(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        return request.anchors().stream().filter(anchor -> !anchor.node().equals(node.name()))
                .findFirst().map(anchor -> refuse(node, anchor.rule(), anchor.text()));
    }

    private static Optional<Refusal> apart(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        Optional<String> label = request.service().place().apart();
        if (label.isEmpty()) {
            return Optional.empty();
        }
        if (label.get().equals(ServiceSpec.Place.NODE)) {
            return sibling(request, node)
                    .map(other -> refuse(node, Rule.APART, "runs " + other.address()));
        }
        String mine = node.observation().node().labels().get(label.get());
        if (mine == null) {
            return Optional.of(refuse(node, Rule.APART, "has no label " + label.get()));
        }
        return cluster.nodes().stream()
                .filter(each -> mine.equals(each.observation().node().labels().get(label.get())))
                .flatMap(each -> sibling(request, each).stream()).findFirst()
                .map(other -> refuse(node, Rule.APART,
                        label.get() + " " + mine + " runs " + other.address()));
    }

    /** Another instance of the same service there; its own older incarnation is no other. */
    private static Optional<InstanceId> sibling(PlacementRequest request, NodeLedger node) {
        return node.assigned().stream().map(AssignedInstance::id)
                .filter(other -> other.project().equals(request.id().project())
                        && other.service().equals(request.id().service())
                        && !other.equals(request.id()))
                .findFirst();
    }

    private static Optional<Refusal> publishedPorts(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        for (ContainerSpec.Port port : request.service().container().ports()) {
            Optional<AssignedInstance> owner = port.published().flatMap(number -> node.assigned()
                    .stream().filter(each -> each.published().contains(number)).findFirst());
            if (owner.isPresent()) {
                return Optional.of(refuse(node, Rule.PORT, "port " + port.published().get()
                        + " is taken by " + name(owner.get().id(), request)));
            }
        }
        return Optional.empty();
    }

    private static String name(InstanceId id, PlacementRequest request) {
        return id.project().equals(request.id().project()) ? id.address() : id.toString();
    }

    private static Optional<Refusal> hostPorts(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        int needed = request.service().container().ports().size();
        return needed <= node.freePorts()
                ? Optional.empty()
                : Optional.of(refuse(node, Rule.PORT, "has no host port left"));
    }

    private static Optional<Refusal> cpu(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        int missing = node.reserved().milliCpu()
                + request.service().container().resources().milliCpu()
                - node.observation().node().capacity().milliCpu();
        return missing <= 0
                ? Optional.empty()
                : Optional.of(refuse(node, Rule.CPU, Resources.cpuText(missing) + " cpu short"));
    }

    private static Optional<Refusal> memory(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        long missing = node.reserved().memoryBytes()
                + request.service().container().resources().memoryBytes()
                - node.observation().node().capacity().memoryBytes();
        return missing <= 0
                ? Optional.empty()
                : Optional.of(refuse(node, Rule.MEMORY,
                        Resources.memoryText(missing) + " short of memory"));
    }

    private static Refusal refuse(NodeLedger node, Rule rule, String text) {
        return new Refusal(node.name(), rule, text);
    }

    /** Several of one service in one copy are there for each other's loss: not on one node. */
    private static long sameServiceInCopy(PlacementRequest request, NodeLedger node) {
        return count(node, other -> mates(request.id(), other)
                && other.service().equals(request.id().service()));
    }

    /** The members of one copy talk to each other: together. */
    private static long strangersToCopy(PlacementRequest request, NodeLedger node) {
        return count(node, other -> mates(request.id(), other)) > 0 ? 0 : 1;
    }

    /** Copies spread. */
    private static long sameService(PlacementRequest request, NodeLedger node) {
        return count(node, other -> other.project().equals(request.id().project())
                && other.service().equals(request.id().service()));
    }

    /** The larger of the two shares that would be reserved, so that neither runs out early. */
    private static long reservedShare(PlacementRequest request, NodeLedger node) {
        Resources after = node.reserved().plus(request.service().container().resources());
        Resources capacity = node.observation().node().capacity();
        return Math.max(share(after.milliCpu(), capacity.milliCpu()),
                share(after.memoryBytes(), capacity.memoryBytes()));
    }

    private static long instances(PlacementRequest request, NodeLedger node) {
        return node.assigned().size();
    }

    private static long share(long part, long whole) {
        return whole == 0 ? 0 : (long) ((double) part / whole * WHOLE);
    }

    private static boolean mates(InstanceId id, InstanceId other) {
        return id.copy().isPresent() && id.copy().equals(other.copy())
                && id.project().equals(other.project()) && !id.equals(other);
    }

    private static long count(NodeLedger node, Predicate<InstanceId> which) {
        return node.assigned().stream().filter(each -> which.test(each.id())).count();
    }
}
