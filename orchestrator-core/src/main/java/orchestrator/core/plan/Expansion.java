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
    private final TreeMap<InstanceId, Wanted> wanted = new TreeMap<>();

    private Expansion(ObservedState observed) {
        this.observed = observed;
    }

    static WantedInstances of(DesiredState desired, ObservedState observed) {
        Expansion expansion = new Expansion(observed);
        for (DesiredProject project : desired.projects()) {
            project.run().forEach(entry -> expansion.add(project, entry));
        }
        return new WantedInstances(expansion.wanted);
    }

    private void add(DesiredProject project, RunEntry entry) {
        switch (entry) {
            case RunEntry.Service(ServiceName service, Count count) ->
                instances(project, Optional.empty(), new Member(service, count), Optional.empty());
            case RunEntry.Stack stack -> {
                List<ServiceSpec> services = stack.members().stream()
                        .flatMap(member -> project.service(member.service()).stream()).toList();
                Predicate<InstanceId> same = id -> id.project().equals(project.name())
                        && id.copy().filter(copy -> copy.stack().equals(stack.stack())).isPresent();
                numbers(stack.count(), services, same, id -> id.copy().orElseThrow().number())
                        .forEach((number, node) -> stack.members()
                                .forEach(member -> instances(project,
                                        Optional.of(new CopyId(stack.stack(), number)), member,
                                        node)));
            }
        }
    }

    private void instances(DesiredProject project, Optional<CopyId> copy, Member member,
            Optional<NodeName> copyNode) {
        ServiceSpec service = project.service(member.service()).orElseThrow();
        Predicate<InstanceId> same = id -> id.project().equals(project.name())
                && id.copy().equals(copy) && id.service().equals(member.service());
        numbers(member.count(), List.of(service), same, InstanceId::number)
                .forEach((number, node) -> {
                    InstanceId id = new InstanceId(project.name(), copy, member.service(), number);
                    wanted.put(id, new Wanted(id, service, project, copyNode.or(() -> node)));
                });
    }

    private TreeMap<Integer, Optional<NodeName>> numbers(Count count, List<ServiceSpec> services,
            Predicate<InstanceId> same, ToIntFunction<InstanceId> number) {
        TreeMap<Integer, Optional<NodeName>> numbers = new TreeMap<>();
        switch (count) {
            case Count.Exactly(int most) -> {
                for (int i = 1; i <= most; i++) {
                    numbers.put(i, Optional.empty());
                }
            }
            case Count.EveryNode() -> {
                TreeMap<NodeName, TreeSet<Integer>> newNodes = new TreeMap<>();
                TreeSet<Integer> withData = new TreeSet<>();
                for (NodeObservation node : observed.nodes()) {
                    TreeSet<Integer> data = data(node, same, number);
                    withData.addAll(data);
                    if (services.stream().allMatch(service -> fits(service, node))) {
                        node.assignment().instances().stream().map(AssignedInstance::id)
                                .filter(same).mapToInt(number).findFirst().ifPresentOrElse(
                                        known -> numbers.put(known, Optional.of(node.name())),
                                        () -> newNodes.put(node.name(), data));
                    }
                }
                newNodes.forEach((node, data) -> data.stream()
                        .filter(known -> !numbers.containsKey(known)).findFirst()
                        .ifPresent(known -> numbers.put(known, Optional.of(node))));
                newNodes.keySet().stream()
                        .filter(node -> !numbers.containsValue(Optional.of(node)))
                        .forEach(node -> numbers.put(lowestFree(numbers, withData),
                                Optional.of(node)));
            }
        }
        return numbers;
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

    private static int lowestFree(TreeMap<Integer, Optional<NodeName>> numbers,
            TreeSet<Integer> withData) {
        int number = 1;
        while (numbers.containsKey(number) || withData.contains(number)) {
            number++;
        }
        return number;
    }
}
