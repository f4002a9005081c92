package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** A cluster on paper whose agents do at once what they are told, for tests that tell a story. */
final class PlannerStory {
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private final TreeMap<String, DesiredProject> projects = new TreeMap<>();
    private final TreeSet<String> neverReady = new TreeSet<>();
    private final TreeSet<String> neverStable = new TreeSet<>();
    private final TreeSet<String> slowImages = new TreeSet<>();
    private ObservedState observed = new ObservedState(CLUSTER, 7, 0,
            Instant.parse("2026-01-01T12:00:00Z"), true, List.of(), List.of());

    /** Nodes of 4 cpu and 8GB; {@code "core-01 disk=ssd"} adds labels. */
    PlannerStory nodes(String... lines) {
        List<NodeObservation> nodes = new ArrayList<>(observed.nodes());
        for (String line : lines) {
            String[] words = line.split(" ");
            TreeMap<String, String> labels = new TreeMap<>();
            Arrays.stream(words).skip(1).map(word -> word.split("="))
                    .forEach(pair -> labels.put(pair[0], pair[1]));
            int base = 20_000 + nodes.size() * 100;
            NodeName name = new NodeName(words[0]);
            NodeRecord node = new NodeRecord(name, new Resources(4000, 8L << 30), labels,
                    "10.0.0." + (nodes.size() + 1), "10.0.0." + (nodes.size() + 1), "", base,
                    base + 99, "boot", "test", true);
            nodes.add(new NodeObservation(node, Optional.empty(), Optional.empty(),
                    NodeAssignment.none(CLUSTER), NodeObservation.NO_RECORD,
                    NodeStatus.none(name)));
        }
        return withNodes(nodes);
    }

    PlannerStory want(TestProject project) {
        DesiredProject built = project.build();
        projects.put(built.name().value(), built);
        return this;
    }

    PlannerStory forget(String project) {
        projects.remove(project);
        return this;
    }

    PlannerStory silent(String node, int seconds) {
        Instant since = observed.takenAt().minusSeconds(seconds);
        return edit(node, each -> new NodeObservation(each.node(), Optional.of(since),
                each.intent(), each.assignment(), each.assignmentVersion(), each.status(),
                each.lease(), each.nodeVersion(), each.noted()));
    }

    /** In a new session, for which its agent wrote its record anew. */
    PlannerStory back(String node) {
        return edit(node, each -> new NodeObservation(each.node(), Optional.empty(),
                each.intent(), each.assignment(), each.assignmentVersion(), each.status(),
                each.lease(), each.nodeVersion() + 1, each.noted()));
    }

    /** The same, but its agent has not yet said what it found there. */
    PlannerStory justBack(String node) {
        return back(node).edit(node, NodeObservation::unreported);
    }

    PlannerStory drain(String node) {
        NodeIntent intent = new NodeIntent("alice", "kernel update", observed.takenAt());
        return edit(node, each -> new NodeObservation(each.node(), each.silentSince(),
                Optional.of(intent), each.assignment(), each.assignmentVersion(), each.status(),
                each.lease(), each.nodeVersion(), each.noted()));
    }

    /** A person vouches that the node is dead. */
    PlannerStory confirmDead(String node) {
        return edit(node, each -> each.withIntent(NodeIntent.dead("alice", "burnt down",
                observed.takenAt(), each.nodeVersion())));
    }

    PlannerStory lease(String node, boolean over) {
        NodeObservation.Lease lease = new NodeObservation.Lease(4, over);
        return edit(node, each -> new NodeObservation(each.node(), each.silentSince(),
                each.intent(), each.assignment(), each.assignmentVersion(), each.status(),
                Optional.of(lease), each.nodeVersion(), each.noted()));
    }

    /** Everything on that node was made to run under a lease. */
    PlannerStory leased(String node) {
        return edit(node, each -> new NodeObservation(each.node(), each.silentSince(),
                each.intent(), new NodeAssignment(CLUSTER, each.assignment().epoch(),
                        each.assignment().generation(), each.assignment().instances().stream()
                                .map(one -> one.withUpkeep(new AssignedInstance.Upkeep(
                                        Duration.ZERO, Optional.empty(), Exclusive.LEASE)))
                                .toList(),
                        each.assignment().tombstones()),
                each.assignmentVersion(), each.status(), each.lease(), each.nodeVersion(),
                each.noted()));
    }

    PlannerStory undrain(String node) {
        return edit(node, each -> new NodeObservation(each.node(), each.silentSince(),
                Optional.empty(), each.assignment(), each.assignmentVersion(), each.status(),
                each.lease(), each.nodeVersion(), each.noted()));
    }

    /** The status of that node cannot be read; {@code known} is what a look before has shown. */
    PlannerStory inDoubt(String node, boolean known) {
        Reason doubt = new Reason(ReasonCode.STORE_IN_DOUBT, "its status cannot be read");
        return edit(node, each -> {
            NodeStatus status = known ? each.status() : NodeStatus.none(each.name());
            return new NodeObservation(each.node(), each.silentSince(), each.intent(),
                    each.assignment(), each.assignmentVersion(), new NodeStatus(each.name(),
                            status.generation(), status.instances(), status.volumes(),
                            Optional.of(doubt)),
                    each.lease(), each.nodeVersion(), each.noted());
        });
    }

    /** Sets the phase of one instance as its agent would report it. */
    PlannerStory report(String address, Phase phase) {
        List<NodeObservation> nodes = observed.nodes().stream().map(node -> withRows(node,
                node.status().instances().stream().map(row -> row.id().address().equals(address)
                        ? withPhase(row, phase)
                        : row).toList()))
                .toList();
        return withNodes(nodes);
    }

    /** Every container that starts from now on with this image's service never gets ready. */
    PlannerStory neverReady(String service) {
        neverReady.add(service);
        return this;
    }

    /** They get ready again, from the next plan on. */
    PlannerStory ready(String service) {
        neverReady.remove(service);
        return withNodes(observed.nodes().stream().map(node -> withRows(node,
                node.status().instances().stream().map(row -> row.id().service().value()
                        .equals(service) && row.phase() == Phase.STARTING
                                ? withPhase(row, Phase.READY)
                                : row)
                        .toList()))
                .toList());
    }

    /** Every container of this service is ready from now on, but not for long enough to count. */
    PlannerStory neverStable(String service) {
        neverStable.add(service);
        return this;
    }

    /** From now on it has been ready for long enough. */
    PlannerStory stable(String service) {
        neverStable.remove(service);
        return withNodes(observed.nodes().stream().map(node -> withRows(node,
                node.status().instances().stream().map(row -> row.id().service().value()
                        .equals(service) ? withStable(row, row.phase() == Phase.READY) : row)
                        .toList()))
                .toList());
    }

    /** Every fetch of this image goes on for ever. */
    PlannerStory slowImage(String image) {
        slowImages.add(image);
        return this;
    }

    /** What that node says of an image. */
    PlannerStory image(String node, String image, ReasonCode code) {
        slowImages.remove(image);
        return edit(node, each -> withImages(each, List.of(new ImageStatus(image,
                new Reason(code, "so it is")))));
    }

    /** It has said so for long. */
    PlannerStory trouble(String node, ReasonCode code) {
        return trouble(node, code, 60);
    }

    PlannerStory trouble(String node, ReasonCode code, int seconds) {
        Instant since = observed.takenAt().minusSeconds(seconds);
        return edit(node, each -> each.with(each.assignment(), new NodeStatus(each.name(),
                each.status().generation(), each.status().instances(), each.status().volumes(),
                Optional.of(new Reason(code, "no space left")), each.status().images()))
                .withNoted(new NodeObservation.Noted(Optional.of(since),
                        each.noted().emptied())));
    }

    PlannerStory secret(SecretId id, int version) {
        TreeMap<SecretId, ObservedState.KnownSecret> secrets = new TreeMap<>();
        observed.secrets().forEach(known -> secrets.put(known.id(), known));
        secrets.put(id, new ObservedState.KnownSecret(id, version));
        observed = new ObservedState(CLUSTER, observed.epoch(), observed.usedIncarnations(),
                observed.takenAt(), observed.complete(), observed.nodes(),
                List.copyOf(secrets.values()));
        return this;
    }

    PlannerStory incomplete() {
        observed = new ObservedState(CLUSTER, observed.epoch(), observed.usedIncarnations(),
                observed.takenAt(), false, observed.nodes(), observed.secrets());
        return this;
    }

    DesiredState desired() {
        return new DesiredState(List.copyOf(projects.values()));
    }

    ObservedState observed() {
        return observed;
    }

    Plan plan() {
        Plan plan = ClusterPlanner.plan(desired(), observed);
        assertThat(PlanCheck.findings(observed, plan)).isEmpty();
        return plan;
    }

    String text() {
        return PlanText.of(plan());
    }

    /** Takes one plan; the agents follow. */
    PlannerStory step() {
        ObservedState before = observed;
        observed = FollowedPlan.after(before, plan());
        List<NodeObservation> nodes = observed.nodes().stream().map(node -> withRows(node,
                node.status().instances().stream().map(row -> stillAs(before, row)).toList()))
                .map(node -> withImages(node, node.status().images().stream()
                        .filter(image -> !slowImages.contains(image.image())).toList()))
                .toList();
        return withNodes(nodes);
    }

    /** Takes that plan, but only what it says of some nodes, as a leader does that dies half way. */
    PlannerStory partly(Plan plan, Predicate<NodeName> nodes) {
        List<Action> actions = plan.actions().stream()
                .filter(action -> nodes.test(action.node())).toList();
        observed = FollowedPlan.after(observed, new Plan(actions, plan.holds(), plan.specs(),
                plan.usedIncarnations()));
        return this;
    }

    /** The same nodes, one with other labels. */
    PlannerStory label(String node, String key, String value) {
        return edit(node, each -> {
            NodeRecord record = each.node();
            TreeMap<String, String> labels = new TreeMap<>(record.labels());
            labels.put(key, value);
            return new NodeObservation(new NodeRecord(record.name(), record.capacity(), labels,
                    record.address(), record.publishAddress(), record.logsAddress(),
                    record.firstPort(), record.lastPort(), record.bootToken(), record.version(),
                    record.simulated()), each.silentSince(), each.intent(), each.assignment(),
                    each.assignmentVersion(), each.status(), each.lease(), each.nodeVersion(),
                    each.noted());
        });
    }

    /** All is read again. */
    PlannerStory complete() {
        observed = new ObservedState(CLUSTER, observed.epoch(), observed.usedIncarnations(),
                observed.takenAt(), true, observed.nodes(), observed.secrets());
        return this;
    }

    /** Nothing is wrong with that node any more, as far as it says itself. */
    PlannerStory wellAgain(String node) {
        return edit(node, each -> each.with(each.assignment(), new NodeStatus(each.name(),
                each.status().generation(), each.status().instances(), each.status().volumes(),
                Optional.empty(), each.status().images()))
                .withNoted(new NodeObservation.Noted(Optional.empty(), each.noted().emptied())));
    }

    /** Takes one plan; of the containers that are not ready some get ready, in any order. */
    PlannerStory slowStep(Random random) {
        ObservedState before = observed;
        observed = FollowedPlan.after(before, plan());
        return withNodes(observed.nodes().stream().map(node -> withRows(node,
                node.status().instances().stream().map(row -> isReady(before, row)
                        || random.nextInt(3) == 0 ? row : withPhase(row, Phase.STARTING))
                        .toList()))
                .toList());
    }

    private static boolean isReady(ObservedState before, InstanceStatus row) {
        return before.nodes().stream().flatMap(node -> node.status()
                .find(row.id(), row.incarnation()).stream())
                .anyMatch(known -> known.phase() == Phase.READY);
    }

    boolean hasStarting() {
        return observed.nodes().stream().flatMap(node -> node.status().instances().stream())
                .anyMatch(row -> row.phase() != Phase.READY);
    }

    /** Plans and follows until nothing is left to do; within 200 plans. */
    PlannerStory settle() {
        for (int i = 0; i < 200; i++) {
            if (plan().isEmpty()) {
                return this;
            }
            step();
        }
        throw new AssertionError("does not settle:\n" + text());
    }

    /** What runs where: {@code "core-01: lamp-1/apache-1 lamp-1/mysql-1\n"}. */
    String runs() {
        return observed.nodes().stream().map(node -> node.name() + ": " + node.assignment()
                .instances().stream().map(AssignedInstance::id).map(id -> id.address())
                .collect(Collectors.joining(" ")) + "\n").collect(Collectors.joining());
    }

    List<AssignedInstance> assigned(Predicate<AssignedInstance> which) {
        return observed.nodes().stream().flatMap(node -> node.assignment().instances().stream())
                .filter(which).toList();
    }

    AssignedInstance only(String address) {
        List<AssignedInstance> found = assigned(each -> each.id().address().equals(address));
        assertThat(found).as(address).hasSize(1);
        return found.getFirst();
    }

    String nodeOf(String address) {
        return observed.nodes().stream().filter(node -> node.assignment().instances().stream()
                .anyMatch(each -> each.id().address().equals(address)))
                .map(node -> node.name().value()).collect(Collectors.joining(","));
    }

    PlannerStory later(Duration time) {
        observed = new ObservedState(CLUSTER, observed.epoch(), observed.usedIncarnations(),
                observed.takenAt().plus(time), observed.complete(), observed.nodes(),
                observed.secrets());
        return this;
    }

    /** The same cluster with its parts in another order. */
    ObservedState shuffled(Random random) {
        List<NodeObservation> nodes = new ArrayList<>(observed.nodes());
        Collections.shuffle(nodes, random);
        List<ObservedState.KnownSecret> secrets = new ArrayList<>(observed.secrets());
        Collections.shuffle(secrets, random);
        return new ObservedState(CLUSTER, observed.epoch(), observed.usedIncarnations(),
                observed.takenAt(), true, nodes, secrets);
    }

    private InstanceStatus stillAs(ObservedState before, InstanceStatus row) {
        Optional<InstanceStatus> known = before.nodes().stream().flatMap(node -> node.status()
                .find(row.id(), row.incarnation()).stream()).findFirst();
        String service = row.id().service().value();
        InstanceStatus fresh = withStable(
                withPhase(row, neverReady.contains(service) ? Phase.STARTING : Phase.READY),
                !neverReady.contains(service) && !neverStable.contains(service));
        return known.map(old -> withStable(withPhase(row, old.phase()), old.stable()))
                .orElse(fresh);
    }

    private static InstanceStatus withPhase(InstanceStatus row, Phase phase) {
        return new InstanceStatus(row.id(), row.incarnation(), phase, row.reason(), row.since(),
                row.restarts(), row.listsGeneration(), row.output());
    }

    private static InstanceStatus withStable(InstanceStatus row, boolean stable) {
        return new InstanceStatus(row.id(), row.incarnation(), row.phase(), row.reason(),
                row.since(), row.restarts(), row.listsGeneration(), row.output(), stable);
    }

    private static NodeObservation withRows(NodeObservation node, List<InstanceStatus> rows) {
        return withStatus(node, rows, node.status().images());
    }

    private static NodeObservation withImages(NodeObservation node, List<ImageStatus> images) {
        return withStatus(node, node.status().instances(), images);
    }

    private static NodeObservation withStatus(NodeObservation node, List<InstanceStatus> rows,
            List<ImageStatus> images) {
        return new NodeObservation(node.node(), node.silentSince(), node.intent(),
                node.assignment(), node.assignmentVersion(), new NodeStatus(node.name(),
                        node.status().generation(), rows, node.status().volumes(),
                        node.status().trouble(), images),
                node.lease(), node.nodeVersion(), node.noted());
    }

    private PlannerStory edit(String name, UnaryOperator<NodeObservation> change) {
        return withNodes(observed.nodes().stream().map(node -> node.name().value().equals(name)
                ? change.apply(node)
                : node).toList());
    }

    private PlannerStory withNodes(List<NodeObservation> nodes) {
        observed = new ObservedState(CLUSTER, observed.epoch(), observed.usedIncarnations(),
                observed.takenAt(), observed.complete(), nodes, observed.secrets());
        return this;
    }
}
