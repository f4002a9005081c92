package orchestrator.core.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.ServiceName;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.Member;
import orchestrator.core.state.DesiredProject.RunEntry;

/**
 * How much of a project another declaration of it would remove; what is only replaced stays. An
 * every-node counts as one on each node that may take it, and as one while there is none.
 *
 * @param gone  instances of the first that are not in the second
 * @param of    instances of the first
 * @param lines what goes, one line for each service
 */
public record Removal(int gone, int of, List<String> lines) {
    public Removal {
        lines = List.copyOf(lines);
    }

    /**
     * What goes on the way from one to the other.
     *
     * @param nodes the labels of every node there is
     */
    public static Removal of(DesiredProject before, DesiredProject after,
            List<SortedMap<String, String>> nodes) {
        Map<String, Amount> left = amounts(after, nodes);
        int gone = 0;
        int of = 0;
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Amount> each : amounts(before, nodes).entrySet()) {
            Amount was = each.getValue();
            int stays = was.common(left.getOrDefault(each.getKey(), Amount.NONE));
            of += was.all();
            gone += was.all() - stays;
            if (stays < was.all()) {
                lines.add(each.getKey() + ": " + (was.all() - stays) + " of " + was.all());
            }
        }
        return new Removal(gone, of, lines);
    }

    /** True when it is more than half of what there is. */
    public boolean isMuch() {
        return gone * 2 > of;
    }

    /** Of each service of each stack, by the name people give it. */
    private static Map<String, Amount> amounts(DesiredProject project,
            List<SortedMap<String, String>> nodes) {
        Map<String, Amount> amounts = new TreeMap<>();
        for (RunEntry entry : project.run()) {
            switch (entry) {
                case RunEntry.Service(ServiceName service, Count count) ->
                    amounts.put(entry.name(), new Amount(1,
                            number(count, fitting(project, List.of(service), nodes))));
                case RunEntry.Stack stack -> {
                    int copies = number(stack.count(), fitting(project, stack.members().stream()
                            .map(Member::service).toList(), nodes));
                    for (Member member : stack.members()) {
                        amounts.put(stack.name() + "/" + member.service(), new Amount(copies,
                                number(member.count(),
                                        fitting(project, List.of(member.service()), nodes))));
                    }
                }
            }
        }
        return amounts;
    }

    /** How many nodes may take all of these services. */
    private static int fitting(DesiredProject project, List<ServiceName> services,
            List<SortedMap<String, String>> nodes) {
        return (int) nodes.stream().filter(labels -> services.stream()
                .flatMap(name -> project.service(name).stream())
                .allMatch(service -> labels.entrySet()
                        .containsAll(service.place().only().entrySet())))
                .count();
    }

    private static int number(Count count, int fitting) {
        return switch (count) {
            case Count.Exactly(int number) -> number;
            case Count.EveryNode() -> Math.max(1, fitting);
        };
    }

    /** So many copies of so many each. */
    private record Amount(int copies, int each) {
        static final Amount NONE = new Amount(0, 0);

        int all() {
            return copies * each;
        }

        int common(Amount other) {
            return Math.min(copies, other.copies) * Math.min(each, other.each);
        }
    }
}
