package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Resources;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * Looks for contradictions in a plan, without trusting the planner: it knows the promises and
 * nothing of how they are kept. It looks at the nodes that the plan touches. The controller refuses to execute a plan with findings.
 */
public final class PlanCheck {
    private final ObservedState observed;
    private final Plan plan;
    private final List<String> findings = new ArrayList<>();

    private PlanCheck(ObservedState observed, Plan plan) {
        this.observed = observed;
        this.plan = plan;
    }

    /** What is wrong with the plan, in sentences; empty when nothing is. */
    public static List<String> findings(ObservedState observed, Plan plan) {
        PlanCheck check = new PlanCheck(observed, plan);
        if (!observed.complete() && !plan.isEmpty()) {
            check.findings.add("acts on an incomplete observation");
        }
        SortedMap<NodeName, List<Action>> byNode = Plan.byNode(plan.actions());
        check.incarnations(byNode.keySet());
        byNode.forEach((name, actions) -> observed.node(name).ifPresentOrElse(
                node -> check.node(node, actions), () -> check.unknown(actions)));
        return List.copyOf(check.findings);
    }

    private void unknown(List<Action> actions) {
        actions.forEach(action -> findings.add(action.instance()
                + " is given to an unknown node: " + action.node()));
    }

    /**
     * New ones are beyond all that this leader gave out, and none is given out twice or stands on a
     * node that is touched. Who stands there with one that was given out before is no matter then.
     */
    private void incarnations(Set<NodeName> touched) {
        FreshIncarnations unused = new FreshIncarnations(observed.incarnation(0));
        touched.stream().flatMap(name -> observed.node(name).stream()).forEach(node -> {
            node.assignment().instances().forEach(each -> unused.note(each.incarnation()));
            node.assignment().tombstones().forEach(each -> unused.note(each.incarnation()));
        });
        for (Action action : plan.actions()) {
            switch (action) {
                case Action.Start start -> fresh(start.assigned(), unused);
                case Action.Replace replace -> fresh(replace.assigned(), unused);
                case Action.Stop _,Action.Adjust _,Action.Bury _ -> {
                }
            }
        }
    }

    private void fresh(AssignedInstance assigned, FreshIncarnations unused) {
        if (!unused.use(assigned.incarnation())) {
            findings.add(assigned.id() + " gets an incarnation that was used before: "
                    + assigned.incarnation());
        }
    }

    private void action(NodeObservation node, Action action) {
        switch (action) {
            case Action.Start start -> {
                if (!node.takesWork()) {
                    findings.add(start.instance() + " starts on " + node.name()
                            + ", which takes no work");
                }
            }
            case Action.Stop stop -> known(node, stop, stop.incarnation());
            case Action.Replace replace -> known(node, replace, replace.old());
            case Action.Adjust adjust -> known(node, adjust, adjust.assigned().incarnation());
            case Action.Bury bury -> {
            }
        }
    }

    private void known(NodeObservation node, Action action, Incarnation incarnation) {
        if (node.assignment().find(action.instance(), incarnation).isEmpty()) {
            findings.add(action.instance() + " is not on " + node.name() + " as " + incarnation);
        }
    }

    /** A node is never given more than it has; what it has too much of already is not made worse. */
    private void node(NodeObservation node, List<Action> actions) {
        actions.forEach(action -> action(node, action));
        List<AssignedInstance> after = AssignmentEdit
                .apply(node.assignment(), actions, observed.epoch()).instances();
        Resources now = sum(node.assignment().instances());
        Resources then = sum(after);
        Resources capacity = node.node().capacity();
        if (then.milliCpu() > Math.max(capacity.milliCpu(), now.milliCpu())
                || then.memoryBytes() > Math.max(capacity.memoryBytes(), now.memoryBytes())) {
            findings.add(node.name() + " is given more than it has");
        }
        TreeSet<Integer> ports = new TreeSet<>();
        TreeSet<Integer> published = new TreeSet<>();
        for (AssignedInstance each : after) {
            boolean isFirst = each.hostPorts().isEmpty()
                    || each.hostPorts().values().stream().allMatch(ports::add);
            isFirst &= each.published().isEmpty()
                    || each.published().stream().allMatch(published::add);
            if (!isFirst) {
                findings.add(node.name() + " is given a port twice, by " + each.id());
            }
        }
    }

    private static Resources sum(List<AssignedInstance> instances) {
        return instances.stream().map(AssignedInstance::reserved).reduce(Resources.NONE,
                Resources::plus);
    }
}
