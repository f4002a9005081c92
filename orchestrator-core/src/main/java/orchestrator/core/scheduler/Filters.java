package orchestrator.core.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Elapsed;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.scheduler.Refusal.Rule;

/** The rules, in the order in which their refusals are told. */
final class Filters {
    static final List<Filter> ALL = List.of(Filters::present, Filters::notDraining,
            Filters::withoutTrouble, Filters::image, Filters::labels, Filters::anchored,
            Filters::apart,
            Filters::publishedPorts, Filters::hostPorts, Filters::cpu, Filters::memory);

    private Filters() {}

    private static Optional<Refusal> present(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        return node.observation().silentSince()
                .map(since -> refuse(node, Rule.LOST, "silent for "
                        + new Elapsed(Duration.between(since, cluster.takenAt()))));
    }

    private static Optional<Refusal> notDraining(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        return node.observation().intent().map(intent -> refuse(node, Rule.DRAINING,
                "draining, by " + intent.who()
                        + (intent.why().isEmpty() ? "" : ": \"" + intent.why() + "\"")));
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
}
