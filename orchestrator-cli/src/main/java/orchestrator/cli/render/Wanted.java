package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.CopyId;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.StackName;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.Member;
import orchestrator.core.state.DesiredProject.RunEntry;

/** What a project asks for. With {@code every-node} only the nodes decide the numbers. */
final class Wanted {
    private Wanted() {}

    /**
     * Of the instances that are wanted whatever nodes there are, the last of each service and copy:
     * so are all with a lower number.
     */
    static List<InstanceId> last(DesiredProject project) {
        List<InstanceId> ids = new ArrayList<>();
        for (RunEntry entry : project.run()) {
            switch (entry) {
                case RunEntry.Service(ServiceName service, Count count) ->
                    add(ids, project, Optional.empty(), new Member(service, count));
                case RunEntry.Stack(StackName stack, Count count, List<Member> members) -> {
                    for (int copy = 1; copy <= number(count); copy++) {
                        Optional<CopyId> id = Optional.of(new CopyId(stack, copy));
                        members.forEach(member -> add(ids, project, id, member));
                    }
                }
            }
        }
        return ids;
    }

    /** The newest revision that asked for a restart of that instance, 0 for none. */
    static int restart(DesiredProject project, InstanceId id) {
        if (project.restarts().isEmpty()) {
            return 0;
        }
        return id.addresses().stream()
                .mapToInt(address -> project.restarts().getOrDefault(address, 0)).max().orElse(0);
    }

    private static void add(List<InstanceId> ids, DesiredProject project, Optional<CopyId> copy,
            Member member) {
        int last = number(member.count());
        if (last > 0) {
            ids.add(new InstanceId(project.name(), copy, member.service(), last));
        }
    }

    private static int number(Count count) {
        return switch (count) {
            case Count.Exactly(int number) -> number;
            case Count.EveryNode() -> 0;
        };
    }

    /** True when the declaration has a place for that instance. */
    static boolean contains(DesiredProject project, InstanceId id) {
        return project.run().stream().anyMatch(entry -> switch (entry) {
            case RunEntry.Service(ServiceName service, Count count) -> id.copy().isEmpty()
                    && service.equals(id.service()) && within(id.number(), count);
            case RunEntry.Stack(StackName stack, Count count, List<Member> members) -> id.copy()
                    .filter(copy -> copy.stack().equals(stack) && within(copy.number(), count))
                    .isPresent() && members.stream().anyMatch(member -> holds(member, id));
        });
    }

    private static boolean holds(Member member, InstanceId id) {
        return member.service().equals(id.service()) && within(id.number(), member.count());
    }

    private static boolean within(int number, Count count) {
        return switch (count) {
            case Count.Exactly(int most) -> number <= most;
            case Count.EveryNode() -> true;
        };
    }
}
