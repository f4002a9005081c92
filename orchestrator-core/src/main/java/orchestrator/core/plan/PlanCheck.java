package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.Resources;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * Looks for contradictions in a plan, without trusting the planner: it knows the promises and
 * nothing of how they are kept. It looks at the nodes that the plan touches, and at the very
 * assignments that are written for them. The controller refuses to execute a plan with findings.
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
        List<Share> shares = new ArrayList<>();
        Plan.byNode(plan.actions()).forEach((name, actions) -> observed.node(name)
                .ifPresent(node -> shares.add(Share.of(node, actions, observed.epoch()))));
        List<String> findings = new ArrayList<>(findings(observed, plan, shares));
        shares.forEach(share -> findings.addAll(findings(share)));
        return List.copyOf(findings);
    }

    /** What is wrong with it beside what may be wrong with each of its {@code shares}. */
    public static List<String> findings(ObservedState observed, Plan plan, List<Share> shares) {
        PlanCheck check = new PlanCheck(observed, plan);
        if (!observed.complete() && !plan.isEmpty()) {
            check.findings.add("acts on an incomplete observation");
        }
        check.incarnations(shares);
        if (shares.stream().mapToInt(share -> share.actions().size()).sum() < plan.actions()
                .size()) {
            check.unknown();
        }
        return List.copyOf(check.findings);
    }

    /** What is wrong with what one node is given. Looks at nothing else. */
    public static List<String> findings(Share share) {
        List<String> findings = new ArrayList<>();
        share.actions().forEach(action -> action(share.node(), action).ifPresent(findings::add));
        node(share, findings);
        return findings;
    }

    private void unknown() {
        plan.actions().stream().filter(action -> observed.node(action.node()).isEmpty())
                .forEach(action -> findings.add(action.instance()
                        + " is given to an unknown node: " + action.node()));
    }

    /**
     * New ones are beyond all that this leader gave out, and none is given out twice or stands on a
     * node that is touched. Who stands there with one that was given out before is no matter then.
     */
    private void incarnations(List<Share> touched) {
        FreshIncarnations unused = new FreshIncarnations(observed.incarnation(0));
        touched.stream().map(share -> share.node().assignment()).forEach(assignment -> {
            assignment.instances().forEach(each -> unused.note(each.incarnation()));
            assignment.tombstones().forEach(each -> unused.note(each.incarnation()));
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

    private static Optional<String> action(NodeObservation node, Action action) {
        return switch (action) {
            case Action.Start start -> node.takesWork()
                    ? Optional.empty()
                    : Optional.of(start.instance() + " starts on " + node.name()
                            + ", which takes no work");
            case Action.Stop stop -> known(node, stop, stop.incarnation());
            case Action.Replace replace -> known(node, replace, replace.old());
            case Action.Adjust adjust -> known(node, adjust, adjust.assigned().incarnation());
            case Action.Bury _ -> Optional.empty();
        };
    }

    private static Optional<String> known(NodeObservation node, Action action,
            Incarnation incarnation) {
        return node.assignment().find(action.instance(), incarnation).isPresent()
                ? Optional.empty()
                : Optional.of(action.instance() + " is not on " + node.name() + " as "
                        + incarnation);
    }

    /** A node is never given more than it has; what it has too much of already is not made worse. */
    private static void node(Share share, List<String> findings) {
        NodeObservation node = share.node();
        List<AssignedInstance> after = share.after().instances();
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
