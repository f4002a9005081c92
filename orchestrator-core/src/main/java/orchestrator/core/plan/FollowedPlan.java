package orchestrator.core.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** The cluster after a plan, if every present agent does at once, and with success, as it is told. */
final class FollowedPlan {
    private FollowedPlan() {}

    static ObservedState after(ObservedState before, Plan plan) {
        SortedSet<NodeName> emptied = LossPace.emptied(plan, before);
        SortedMap<NodeName, List<Action>> byNode = Plan.byNode(plan.actions());
        List<NodeObservation> nodes = before.nodes().stream()
                .map(node -> after(before, node, plan,
                        byNode.getOrDefault(node.name(), List.of())))
                .map(node -> emptied.contains(node.name())
                        ? noted(node, before.takenAt())
                        : node)
                .toList();
        return new ObservedState(before.cluster(), before.epoch(),
                before.usedIncarnations() + plan.usedIncarnations(), before.takenAt(),
                before.complete(), nodes, before.secrets());
    }

    private static NodeObservation noted(NodeObservation node, Instant now) {
        return node.withNoted(new NodeObservation.Noted(node.noted().troubledSince(),
                Optional.of(LossPace.next(node.noted().emptied(), now))));
    }

    /** With a value for every secret that an apply would generate. */
    static ObservedState withGeneratedSecrets(DesiredState desired, ObservedState observed) {
        TreeMap<SecretId, ObservedState.KnownSecret> secrets = new TreeMap<>();
        for (Wanted wanted : Expansion.of(desired, observed).all()) {
            wanted.project().secrets().stream().filter(secret -> secret.generated())
                    .map(secret -> AssignmentDraft.secretId(wanted, secret.name()))
                    .forEach(id -> secrets.put(id, new ObservedState.KnownSecret(id, 1)));
        }
        observed.secrets().forEach(known -> secrets.put(known.id(), known));
        return new ObservedState(observed.cluster(), observed.epoch(),
                observed.usedIncarnations(), observed.takenAt(), observed.complete(),
                observed.nodes(), List.copyOf(secrets.values()));
    }

    private static NodeObservation after(ObservedState before, NodeObservation node, Plan plan,
            List<Action> actions) {
        NodeAssignment assignment = actions.isEmpty()
                ? node.assignment()
                : AssignmentEdit.apply(node.assignment(), actions, before.epoch());
        NodeStatus status = node.silentSince().isPresent()
                ? node.status()
                : new NodeStatus(node.name(), assignment.generation(),
                        rows(node, assignment, before.takenAt()),
                        volumes(node, assignment, plan.specs()),
                        node.status().trouble(), images(node, assignment));
        return node.with(assignment, status);
    }

    private static List<InstanceStatus> rows(NodeObservation node, NodeAssignment assignment,
            Instant now) {
        List<InstanceStatus> rows = new ArrayList<>();
        for (AssignedInstance each : assignment.instances()) {
            Optional<InstanceStatus> known = node.status().find(each.id(), each.incarnation());
            rows.add(new InstanceStatus(each.id(), each.incarnation(), Phase.READY,
                    new Reason(ReasonCode.CHECK_PASSED, "ready"),
                    known.map(InstanceStatus::since).orElse(now),
                    known.map(InstanceStatus::restarts).orElse(0), each.listsGeneration(),
                    List.of(), true));
        }
        return rows;
    }

    /** What is asked for ahead arrives; what could not be had stays away. */
    private static List<ImageStatus> images(NodeObservation node, NodeAssignment assignment) {
        TreeMap<String, ImageStatus> images = new TreeMap<>();
        assignment.instances().stream().flatMap(each -> each.upkeep().nextImage().stream())
                .forEach(image -> images.put(image, new ImageStatus(image,
                        new Reason(ReasonCode.IMAGE_PRESENT, "is there"))));
        node.status().images().stream()
                .filter(known -> known.state().code() != ReasonCode.IMAGE_PULLING)
                .forEach(known -> images.put(known.image(), known));
        return List.copyOf(images.values());
    }

    private static List<VolumeId> volumes(NodeObservation node, NodeAssignment assignment,
            SortedMap<SpecHash, ContainerSpec> specs) {
        TreeSet<VolumeId> volumes = new TreeSet<>(node.status().volumes());
        for (AssignedInstance each : assignment.instances()) {
            Stream.ofNullable(specs.get(each.spec())).flatMap(spec -> spec.volumes().stream())
                    .forEach(volume -> volumes.add(new VolumeId(each.id(), volume.name())));
        }
        return List.copyOf(volumes);
    }
}
