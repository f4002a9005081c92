package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.scheduler.Anchor;
import orchestrator.core.scheduler.ClusterLedger;
import orchestrator.core.scheduler.NodeLedger;
import orchestrator.core.scheduler.Placement;
import orchestrator.core.scheduler.PlacementRequest;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.scheduler.Scheduler;
import orchestrator.core.state.NodeObservation;

/**
 * One node that is thought away: what it ran is placed on the others, in the order and by the rules
 * of {@link EvacuateStep}, and afterwards taken off them again.
 */
final class LostNode {
    private final Standing standing;
    private final NodeName name;
    private final ClusterLedger ledger;
    private final TreeMap<InstanceId, Moved> moved = new TreeMap<>();
    private final TreeSet<InstanceId> serving = new TreeSet<>();
    private final TreeMap<InstanceId, Hold> holds = new TreeMap<>();

    private LostNode(Standing standing, NodeObservation node) {
        this.standing = standing;
        this.name = node.name();
        this.ledger = standing.ledger().with(WhatIf.without(node));
    }

    private record Moved(NodeName to, AssignedInstance assigned) {}

    /** What would not run any more without that node, and why, sorted by instance. */
    static List<Hold> holds(Standing standing, NodeObservation node) {
        LostNode lost = new LostNode(standing, node);
        List<Placed> open = node.assignment().instances().stream()
                .map(each -> Placed.of(node, each))
                .filter(one -> lost.isMissed(one.assigned().id())).toList();
        open = open.stream().filter(one -> !lost.isTied(one)).toList();
        int before = Integer.MAX_VALUE;
        while (open.size() < before) {
            before = open.size();
            open = open.stream().filter(one -> !lost.moves(one)).toList();
            lost.serving.addAll(lost.moved.keySet());
        }
        lost.moved.values().forEach(
                each -> lost.ledger.node(each.to()).remove(each.assigned()));
        return List.copyOf(lost.holds.values());
    }

    /** One that belongs to its node is not wanted without it; one that is elsewhere too is not lost. */
    private boolean isMissed(InstanceId id) {
        return standing.isOnlyOn(id, name) && standing.wanted().find(id)
                .filter(wanted -> wanted.pinned().isEmpty()).isPresent();
    }

    private boolean isTied(Placed one) {
        Wanted wanted = wanted(one);
        if (wanted.service().exclusive() == Exclusive.KEEP) {
            hold(wanted, ReasonCode.WAITS_FOR_PROOF,
                    "nothing would prove that it stopped on " + name + " (exclusive)");
            return true;
        }
        boolean hasData = standing.data().ties(wanted, one);
        if (hasData) {
            hold(wanted, ReasonCode.WAITS_FOR_DATA, "its data is on " + name);
        }
        return hasData;
    }

    private Wanted wanted(Placed one) {
        return standing.wanted().find(one.assigned().id()).orElseThrow();
    }

    private void hold(Wanted wanted, ReasonCode code, String text) {
        holds.put(wanted.id(), new Hold(wanted.id(), new Reason(code, text)));
    }

    /** True when it finds another place; what it waits for must serve since the round before. */
    private boolean moves(Placed one) {
        Wanted wanted = wanted(one);
        Optional<InstanceId> late = notServing(wanted).or(() -> stillHere(wanted));
        if (late.isPresent()) {
            holds.put(wanted.id(), Holds.ready(wanted.id(), late.get()));
            return false;
        }
        PlacementRequest request = new PlacementRequest(wanted.id(), wanted.service(),
                near(wanted));
        return switch (Scheduler.place(request, ledger)) {
            case Placement.On(NodeName to) -> {
                move(one, to);
                yield true;
            }
            case Placement.Nowhere(List<Refusal> refusals) -> {
                holds.put(wanted.id(), Holds.noNode(wanted.id(), refusals));
                yield false;
            }
        };
    }

    private void move(Placed one, NodeName to) {
        InstanceId id = one.assigned().id();
        AssignedInstance there = on(ledger.node(to), one);
        ledger.node(name).remove(one.assigned());
        ledger.node(to).add(there);
        moved.put(id, new Moved(to, there));
        holds.remove(id);
    }

    private Optional<InstanceId> notServing(Wanted wanted) {
        return wanted.service().after().stream()
                .flatMap(service -> standing.wanted().meantBy(wanted, service).stream())
                .map(Wanted::id)
                .filter(id -> !serving.contains(id) && standing.placed(id).stream()
                        .noneMatch(one -> one.isReady() && !one.isSilent()
                                && !one.node().name().equals(name)))
                .findFirst();
    }

    /** Whom it must be near, but who has not left the lost node. */
    private Optional<InstanceId> stillHere(Wanted wanted) {
        return neighbours(wanted).filter(id -> nodeOf(id).filter(name::equals).isPresent())
                .findFirst();
    }

    private List<Anchor> near(Wanted wanted) {
        return neighbours(wanted).flatMap(id -> nodeOf(id).stream()
                .map(node -> new Anchor(node, Refusal.Rule.NEAR,
                        "must be near " + id.address() + " on " + node)))
                .toList();
    }

    private Stream<InstanceId> neighbours(Wanted wanted) {
        return wanted.service().place().near().stream()
                .flatMap(service -> standing.wanted().meantBy(wanted, service).stream().limit(1))
                .map(Wanted::id);
    }

    private Optional<NodeName> nodeOf(InstanceId id) {
        return moved.containsKey(id)
                ? Optional.of(moved.get(id).to())
                : standing.placed(id).stream().findFirst().map(one -> one.node().name());
    }

    /** What it would take of that node. */
    private AssignedInstance on(NodeLedger node, Placed one) {
        ContainerSpec spec = wanted(one).service().container();
        AssignedInstance was = one.assigned();
        TreeMap<String, Integer> hostPorts = new TreeMap<>();
        List<Integer> free = node.freePorts(spec.ports().size(), 0);
        for (int i = 0; i < free.size(); i++) {
            hostPorts.put(spec.ports().get(i).name(), free.get(i));
        }
        List<Integer> published = spec.ports().stream()
                .flatMap(port -> port.published().stream()).toList();
        return new AssignedInstance(was.id(), was.incarnation(), was.spec(), was.container(),
                hostPorts, spec.resources(), published, List.of(), List.of(), 0, List.of());
    }
}
