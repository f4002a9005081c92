package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.NodeName;
import orchestrator.core.plan.Hold;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.scheduler.Refusal.Rule;

/** Of all that speaks against each node, what is nearest to not speaking against it. */
final class BestRefusal {
    private static final List<Rule> HOPELESS = List.of(Rule.LOST, Rule.DRAINING);

    private BestRefusal() {}

    /** The first rule against the node that has the fewest against it. */
    static Optional<Refusal> of(Hold hold, List<NodeName> lost) {
        TreeMap<NodeName, List<Refusal>> byNode = new TreeMap<>();
        hold.refusals().forEach(refusal -> byNode
                .computeIfAbsent(refusal.node(), node -> new ArrayList<>()).add(refusal));
        lost.forEach(byNode::remove);
        byNode.values().removeIf(
                list -> list.stream().anyMatch(refusal -> HOPELESS.contains(refusal.rule())));
        List<Refusal> best = List.of();
        for (List<Refusal> each : byNode.values()) {
            best = best.isEmpty() || each.size() < best.size() ? each : best;
        }
        return best.stream().findFirst();
    }

    /** In a few words, without naming a node: what keeps it from the others. */
    static String rule(Hold hold, List<NodeName> lost) {
        return of(hold, lost).map(refusal -> switch (refusal.rule()) {
            case LOST, DRAINING -> "no other node takes work";
            case TROUBLE -> "the others are in trouble";
            case ONLY -> "no other node has its label";
            case PINNED, DATA, NEAR -> refusal.text();
            case APART -> "the others run one already";
            case PORT -> "its port is taken on the others";
            case CPU -> "not enough cpu";
            case MEMORY -> "not enough memory";
            case IMAGE -> "its image cannot be had on the others";
        }).orElse("no other node takes work");
    }
}
