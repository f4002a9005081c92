package orchestrator.cli.render;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.Forecast;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.Survival;
import orchestrator.core.state.ObservedState;

/**
 * What would happen with other nodes, once all that is pending now is done.
 *
 * @param question the nodes that are thought away and added
 * @param running  what runs as it is, and where
 * @param before   what waits as it is
 * @param changes  what would happen to instances
 * @param holds    what would wait then
 * @param survival what the loss of one node more would mean then
 */
public record WhatIfView(Question question, SortedMap<InstanceId, NodeName> running,
        List<Hold> before, List<InstanceChange> changes, List<Hold> holds, Survival survival) {
    public WhatIfView {
        before = List.copyOf(before);
        changes = List.copyOf(changes);
        holds = List.copyOf(holds);
    }

    /**
     * What was asked.
     *
     * @param file  the project file whose changes are thought to be applied first, when it has any
     * @param added names of nodes that are not there
     * @param like  the node they take after; empty when none is added
     */
    public record Question(Optional<String> file, List<NodeName> without, List<NodeName> added,
            Optional<NodeRecord> like) {}

    /** From the forecast as it is, and the one of {@code asked}, which follows on it. */
    public static WhatIfView of(Question question, Forecast now, ObservedState asked,
            Forecast then, Survival survival) {
        return new WhatIfView(question, running(now.after()), now.holds(),
                InstanceChange.of(then.actions(), asked),
                then.holds().stream().map(hold -> ofNodesThatStay(hold, question)).toList(),
                survival);
    }

    private static SortedMap<InstanceId, NodeName> running(ObservedState observed) {
        SortedMap<InstanceId, NodeName> running = new TreeMap<>();
        observed.nodes().stream().filter(node -> node.silentSince().isEmpty())
                .forEach(node -> node.assignment().instances()
                        .forEach(each -> running.put(each.id(), node.name())));
        return running;
    }

    /** What speaks against the nodes that are thought away is no news. */
    private static Hold ofNodesThatStay(Hold hold, Question question) {
        return new Hold(hold.instance(), hold.reason(), hold.refusals().stream()
                .filter(refusal -> !question.without().contains(refusal.node())).toList());
    }

    /** What would wait that does not wait as it is. */
    public List<Hold> newHolds() {
        return holds.stream().filter(hold -> !isHeld(before, hold.instance())).toList();
    }

    /** What waits as it is, and would then as well. */
    public List<Hold> stillHeld() {
        return holds.stream().filter(hold -> isHeld(before, hold.instance())).toList();
    }

    /** Of what would wait anew, that for which no node has room. */
    public List<Hold> withoutPlace() {
        return newHolds().stream()
                .filter(hold -> hold.reason().code() == ReasonCode.NO_NODE_FITS).toList();
    }

    /** Of what would wait anew, that which is not wanted without its node. */
    public List<Hold> goneWithNode() {
        return newHolds().stream()
                .filter(hold -> hold.reason().code() == ReasonCode.NODE_LOST).toList();
    }

    /** Of what would wait anew, that which a node could take, were it not for another one. */
    public List<Hold> down() {
        return newHolds().stream().filter(hold -> !withoutPlace().contains(hold)
                && !goneWithNode().contains(hold)).toList();
    }

    /** How many of those that run are wanted without their node as well. */
    public int missed() {
        return running.size() - goneWithNode().size() - of(InstanceChange.Kind.STOPS).size();
    }

    /** The changes of these kinds. */
    public List<InstanceChange> of(InstanceChange.Kind kind) {
        return changes.stream().filter(each -> each.kind() == kind).toList();
    }

    /** The only project that is concerned; empty when several are, or none. */
    public Optional<ProjectName> onlyProject() {
        TreeSet<ProjectName> projects = new TreeSet<>();
        changes.forEach(each -> projects.add(each.id().project()));
        holds.forEach(each -> projects.add(each.instance().project()));
        survival.losses().forEach(loss -> loss.holds()
                .forEach(hold -> projects.add(hold.instance().project())));
        return projects.size() == 1 ? Optional.of(projects.first()) : Optional.empty();
    }

    private static boolean isHeld(List<Hold> holds, InstanceId id) {
        return holds.stream().anyMatch(hold -> hold.instance().equals(id));
    }
}
