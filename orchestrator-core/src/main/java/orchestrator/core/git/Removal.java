package orchestrator.core.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.Member;
import orchestrator.core.state.DesiredProject.RunEntry;

/**
 * How much of a project another declaration of it would remove; what is only replaced stays. An
 * every-node counts as one on each node there is.
 *
 * @param gone  instances of the first that are not in the second
 * @param of    instances of the first
 * @param lines what goes, one line for each service
 */
public record Removal(int gone, int of, List<String> lines) {
    public Removal {
        lines = List.copyOf(lines);
    }

    /** What goes on the way from one to the other in a cluster of so many nodes. */
    public static Removal of(DesiredProject before, DesiredProject after, int nodes) {
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
    private static Map<String, Amount> amounts(DesiredProject project, int nodes) {
        Map<String, Amount> amounts = new TreeMap<>();
        for (RunEntry entry : project.run()) {
            int count = number(entry.count(), nodes);
            switch (entry) {
                case RunEntry.Service direct ->
                    amounts.put(direct.name(), new Amount(1, count));
                case RunEntry.Stack stack -> {
                    for (Member member : stack.members()) {
                        amounts.put(stack.name() + "/" + member.service(),
                                new Amount(count, number(member.count(), nodes)));
                    }
                }
            }
        }
        return amounts;
    }

    private static int number(Count count, int nodes) {
        return switch (count) {
            case Count.Exactly(int number) -> number;
            case Count.EveryNode() -> nodes;
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
