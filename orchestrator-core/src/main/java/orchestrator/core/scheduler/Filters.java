package orchestrator.core.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec.Port;
import orchestrator.core.model.Elapsed;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.scheduler.Refusal.Rule;

/** The rules, in the order in which their refusals are told. */
final class Filters {
    /** The one rule that looks beyond the node it is asked about. */
    private static final Filter APART_BY_LABEL = new Filter(
            (seeker, node) -> byLabel(seeker, node).isEmpty(),
            (seeker, node) -> refuse(node, Rule.APART, label(seeker) + " "
                    + node.label(label(seeker)).orElseThrow() + " runs "
                    + byLabel(seeker, node).orElseThrow().address()));
    static final List<Filter> ALL = List.of(
            new Filter(Filters::isPresent, Filters::lost),
            new Filter(Filters::isNotDraining, Filters::draining),
            new Filter(Filters::isWithoutTrouble, Filters::trouble),
            new Filter(Filters::mayHaveImage, Filters::image),
            new Filter(Filters::hasLabels, Filters::only),
            new Filter(Filters::isWhereTied, Filters::tied),
            new Filter(Filters::isApart, Filters::apart), APART_BY_LABEL,
            new Filter(Filters::hasPublishedPorts, Filters::publishedPort),
            new Filter(Filters::hasHostPorts,
                    (seeker, node) -> refuse(node, Rule.PORT, "has no host port left")),
            new Filter((seeker, node) -> missingCpu(seeker, node) <= 0,
                    (seeker, node) -> refuse(node, Rule.CPU,
                            Resources.cpuText(missingCpu(seeker, node)) + " cpu short")),
            new Filter((seeker, node) -> missingMemory(seeker, node) <= 0,
                    (seeker, node) -> refuse(node, Rule.MEMORY,
                            Resources.memoryText(missingMemory(seeker, node))
                                    + " short of memory")));
    private static final Filter[] OF_ONE_NODE = ALL.stream()
            .filter(filter -> filter != APART_BY_LABEL).toArray(Filter[]::new);

    private Filters() {}

    /** False when a rule that looks at nothing but this node refuses. */
    static boolean allow(Seeker seeker, NodeLedger node) {
        for (Filter filter : OF_ONE_NODE) {
            if (!filter.check().allows(seeker, node)) {
                return false;
            }
        }
        return true;
    }

    /** True when no rule refuses. */
    static boolean allowAlsoBesideOthers(Seeker seeker, NodeLedger node) {
        return allow(seeker, node) && APART_BY_LABEL.check().allows(seeker, node);
    }

    /** What every rule has against that node. */
    static Stream<Refusal> refusals(Seeker seeker, NodeLedger node) {
        return ALL.stream().filter(filter -> !filter.check().allows(seeker, node))
                .map(filter -> filter.words().refuse(seeker, node));
    }

    private static boolean isPresent(Seeker seeker, NodeLedger node) {
        return node.observation().silentSince().isEmpty();
    }

    private static Refusal lost(Seeker seeker, NodeLedger node) {
        return refuse(node, Rule.LOST, "silent for " + new Elapsed(Duration.between(
                node.observation().silentSince().orElseThrow(), seeker.now())));
    }

    private static boolean isNotDraining(Seeker seeker, NodeLedger node) {
        return node.observation().intent().isEmpty();
    }

    private static Refusal draining(Seeker seeker, NodeLedger node) {
        NodeIntent intent = node.observation().intent().orElseThrow();
        return refuse(node, Rule.DRAINING, node.observation().drainWord() + ", by " + intent.who()
                + (intent.why().isEmpty() ? "" : ": \"" + intent.why() + "\""));
    }

    private static boolean isWithoutTrouble(Seeker seeker, NodeLedger node) {
        return node.observation().status().trouble().isEmpty();
    }

    private static Refusal trouble(Seeker seeker, NodeLedger node) {
        return refuse(node, Rule.TROUBLE,
                node.observation().status().trouble().orElseThrow().text());
    }

    /** A node that could not get the image of late is not asked again so soon. */
    private static boolean mayHaveImage(Seeker seeker, NodeLedger node) {
        List<ImageStatus> images = node.observation().status().images();
        return images.isEmpty() || !isRefused(stateOfImage(seeker, node));
    }

    static boolean isRefused(Optional<Reason> image) {
        return image.filter(state -> state.code() == ReasonCode.IMAGE_PULL_FAILED
                || state.code() == ReasonCode.IMAGE_MISSING).isPresent();
    }

    private static Optional<Reason> stateOfImage(Seeker seeker, NodeLedger node) {
        return node.observation().status().image(seeker.service().container().image());
    }

    private static Refusal image(Seeker seeker, NodeLedger node) {
        return refuse(node, Rule.IMAGE, "has no " + seeker.service().container().image() + ": "
                + stateOfImage(seeker, node).orElseThrow().text());
    }

    private static boolean hasLabels(Seeker seeker, NodeLedger node) {
        Map<String, String> wanted = seeker.service().place().only();
        if (wanted.isEmpty()) {
            return true;
        }
        Map<String, String> labels = node.observation().node().labels();
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            if (!each.getValue().equals(labels.get(each.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static Refusal only(Seeker seeker, NodeLedger node) {
        Map.Entry<String, String> wanted = seeker.service().place().only().entrySet().stream()
                .filter(each -> !node.label(each.getKey()).equals(Optional.of(each.getValue())))
                .findFirst().orElseThrow();
        String what = node.label(wanted.getKey())
                .map(found -> "is " + wanted.getKey() + "=" + found)
                .orElse("has no label " + wanted.getKey());
        return refuse(node, Rule.ONLY, what + ", not " + wanted.getKey() + "="
                + wanted.getValue());
    }

    private static boolean isWhereTied(Seeker seeker, NodeLedger node) {
        return seeker.request().anchors().isEmpty() || brokenTie(seeker, node).isEmpty();
    }

    private static Refusal tied(Seeker seeker, NodeLedger node) {
        Anchor anchor = brokenTie(seeker, node).orElseThrow();
        return refuse(node, anchor.rule(), anchor.text());
    }

    private static Optional<Anchor> brokenTie(Seeker seeker, NodeLedger node) {
        return seeker.request().anchors().stream()
                .filter(anchor -> !anchor.node().equals(node.name())).findFirst();
    }

    /** What {@code apart} asks of the node itself: no other there, or the label it goes by. */
    private static boolean isApart(Seeker seeker, NodeLedger node) {
        Optional<String> label = seeker.service().place().apart();
        return label.isEmpty() || (isNode(label.get())
                ? seeker.siblingsOn(node) == 0
                : node.label(label.get()).isPresent());
    }

    private static Refusal apart(Seeker seeker, NodeLedger node) {
        return refuse(node, Rule.APART, isNode(label(seeker))
                ? "runs " + seeker.firstSiblingOn(node).orElseThrow().address()
                : "has no label " + label(seeker));
    }

    private static Optional<InstanceId> byLabel(Seeker seeker, NodeLedger node) {
        return seeker.service().place().apart().filter(label -> !isNode(label))
                .flatMap(label -> node.label(label)
                        .flatMap(value -> seeker.firstSiblingWhere(label, value)));
    }

    private static boolean isNode(String apart) {
        return apart.equals(ServiceSpec.Place.NODE);
    }

    private static String label(Seeker seeker) {
        return seeker.service().place().apart().orElseThrow();
    }

    private static boolean hasPublishedPorts(Seeker seeker, NodeLedger node) {
        for (Port port : seeker.service().container().ports()) {
            if (isTaken(port, node)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTaken(Port port, NodeLedger node) {
        return port.published().isPresent() && node.isPublished(port.published().get());
    }

    private static Refusal publishedPort(Seeker seeker, NodeLedger node) {
        Integer taken = seeker.service().container().ports().stream()
                .filter(port -> isTaken(port, node)).findFirst()
                .flatMap(Port::published).orElseThrow();
        InstanceId owner = node.assigned().stream()
                .filter(each -> each.published().contains(taken)).findFirst()
                .map(AssignedInstance::id).orElseThrow();
        boolean isOurs = owner.project().equals(seeker.request().id().project());
        return refuse(node, Rule.PORT, "port " + taken + " is taken by "
                + (isOurs ? owner.address() : owner.toString()));
    }

    private static boolean hasHostPorts(Seeker seeker, NodeLedger node) {
        return seeker.service().container().ports().size() <= node.freePorts();
    }

    private static int missingCpu(Seeker seeker, NodeLedger node) {
        return node.reserved().milliCpu() + seeker.needed().milliCpu()
                - node.observation().node().capacity().milliCpu();
    }

    private static long missingMemory(Seeker seeker, NodeLedger node) {
        return node.reserved().memoryBytes() + seeker.needed().memoryBytes()
                - node.observation().node().capacity().memoryBytes();
    }

    private static Refusal refuse(NodeLedger node, Rule rule, String text) {
        return new Refusal(node.name(), rule, text);
    }
}
