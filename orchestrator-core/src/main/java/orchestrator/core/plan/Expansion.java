package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.CopyId;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Peers;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.Member;
import orchestrator.core.state.DesiredProject.RunEntry;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * Step 1: from counts to numbered instances. An every-node instance keeps its number as long as it
 * stays on its node, and gets it back where its data is; a new node gets the lowest number that is
 * free and names no data.
 */
final class Expansion {
    private final ObservedState observed;
    private final DesiredProject project;
    private final TreeMap<ServiceName, ServiceSpec> services = new TreeMap<>();
    private final TreeMap<Peers, WantedPeers> wanted = new TreeMap<>();

    private Expansion(DesiredProject project, ObservedState observed) {
        this.project = project;
        this.observed = observed;
        project.services().forEach(service -> services.put(service.name(), service));
    }

    static WantedInstances of(DesiredState desired, ObservedState observed) {
        WantedInstances wanted = new WantedInstances();
        desired.projects().forEach(each -> wanted.put(of(each, observed)));
        return wanted;
    }

    static WantedProject of(DesiredProject project, ObservedState observed) {
        Expansion expansion = new Expansion(project, observed);
        project.run().forEach(expansion::add);
        return new WantedProject(project, expansion.wanted);
    }

    /** True when the nodes decide which instances there are. */
    static boolean needsNodes(DesiredProject project) {
        return project.run().stream().anyMatch(entry -> entry.count() instanceof Count.EveryNode
                || entry instanceof RunEntry.Stack stack && stack.members().stream()
                        .anyMatch(member -> member.count() instanceof Count.EveryNode));
    }

    private void add(RunEntry entry) {
        switch (entry) {
            case RunEntry.Service(ServiceName service, Count count) ->
                instances(Optional.empty(), new Member(service, count), Optional.empty());
            case RunEntry.Stack stack -> copies(stack);
        }
    }

    private void copies(RunEntry.Stack stack) {
        List<ServiceSpec> members = stack.members().stream()
                .map(member -> services.get(member.service())).toList();
        Predicate<InstanceId> same = id -> id.project().equals(project.name())
                && id.copy().filter(copy -> copy.stack().equals(stack.stack())).isPresent();
        Numbers copies = numbers(stack.count(), members, same,
                id -> id.copy().orElseThrow().number());
        for (int place = 0; place < copies.size(); place++) {
            CopyId copy = new CopyId(stack.stack(), copies.get(place));
            for (Member member : stack.members()) {
                instances(Optional.of(copy), member, copies.node(place));
            }
        }
    }

    private void instances(Optional<CopyId> copy, Member member, Optional<NodeName> copyNode) {
        ServiceSpec service = services.get(member.service());
        Peers peers = new Peers(project.name(), copy, member.service());
        Numbers own = numbers(member.count(), List.of(service), peers::include,
                InstanceId::number);
        Numbers numbers = own instanceof Numbers.UpTo upTo
                ? new Numbers.UpTo(upTo.last(), copyNode)
                : own;
        wanted.put(peers, new WantedPeers(peers, service, project, numbers));
    }

    private Numbers numbers(Count count, List<ServiceSpec> wantedThere,
            Predicate<InstanceId> same, ToIntFunction<InstanceId> number) {
        return switch (count) {
            case Count.Exactly(int most) -> new Numbers.UpTo(most, Optional.empty());
            case Count.EveryNode() -> onNodes(wantedThere, same, number);
        };
    }

    private Numbers onNodes(List<ServiceSpec> wantedThere, Predicate<InstanceId> same,
            ToIntFunction<InstanceId> number) {
        TreeMap<Integer, NodeName> numbers = new TreeMap<>();
        TreeMap<NodeName, TreeSet<Integer>> newNodes = new TreeMap<>();
        TreeSet<Integer> withData = new TreeSet<>();
        for (NodeObservation node : observed.nodes()) {
            TreeSet<Integer> data = data(node, same, number);
            withData.addAll(data);
            if (wantedThere.stream().allMatch(service -> fits(service, node))) {
                node.assignment().instances().stream().map(AssignedInstance::id)
                        .filter(same).mapToInt(number).findFirst().ifPresentOrElse(
                                known -> numbers.put(known, node.name()),
                                () -> newNodes.put(node.name(), data));
            }
        }
        newNodes.forEach((node, data) -> data.stream()
                .filter(known -> !numbers.containsKey(known)).findFirst()
                .ifPresent(known -> numbers.put(known, node)));
        TreeSet<NodeName> given = new TreeSet<>(numbers.values());
        newNodes.keySet().stream().filter(node -> !given.contains(node))
                .forEach(node -> numbers.put(lowestFree(numbers, withData), node));
        return new Numbers.OnNodes(List.copyOf(numbers.keySet()), List.copyOf(numbers.values()));
    }

    private static boolean fits(ServiceSpec service, NodeObservation node) {
        return service.place().only().entrySet().stream().allMatch(
                only -> only.getValue().equals(node.node().labels().get(only.getKey())));
    }

    /** The numbers whose data is on that node. */
    private static TreeSet<Integer> data(NodeObservation node, Predicate<InstanceId> same,
            ToIntFunction<InstanceId> number) {
        TreeSet<Integer> numbers = new TreeSet<>();
        node.status().volumes().stream().map(VolumeId::instance).filter(same)
                .forEach(id -> numbers.add(number.applyAsInt(id)));
        return numbers;
    }

    private static int lowestFree(TreeMap<Integer, NodeName> numbers,
            TreeSet<Integer> withData) {
        int number = 1;
        while (numbers.containsKey(number) || withData.contains(number)) {
            number++;
        }
        return number;
    }
}
