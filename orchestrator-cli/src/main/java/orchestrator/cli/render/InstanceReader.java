package orchestrator.cli.render;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/** Puts together what leader and agents say of one instance. It decides nothing itself. */
record InstanceReader(ClusterView view, Optional<DesiredProject> desired) {
    private static final Reason UNPLACED = new Reason(ReasonCode.NEW, "for the leader to place it");

    /** One placement: where it stands, and what its agent says of it, if it did. */
    private record Placed(NodeObservation node, AssignedInstance assigned) {
        Optional<InstanceStatus> status() {
            return node.status().find(assigned.id(), assigned.incarnation());
        }
    }

    /** The view of that instance; empty when it is neither wanted nor there. */
    Optional<InstanceView> read(InstanceId id) {
        boolean wanted = desired.isPresent() && Wanted.contains(desired.get(), id);
        Optional<Placed> placed = placements(id).max(Comparator.comparing(
                (Placed each) -> each.assigned().incarnation()));
        if (placed.isPresent()) {
            return Optional.of(placed(placed.get(), wanted || desired.isEmpty()));
        }
        Optional<InstanceView> leaving = leaving(id);
        return wanted || held(id).isPresent() && leaving.isEmpty()
                ? Optional.of(waiting(id))
                : leaving;
    }

    private Stream<Placed> placements(InstanceId id) {
        return view.observed().nodes().stream()
                .flatMap(node -> node.assignment().instances().stream()
                        .filter(each -> each.id().equals(id))
                        .map(each -> new Placed(node, each)));
    }

    private Optional<HeldInstance> held(InstanceId id) {
        return view.report().flatMap(report -> report.holds().stream()
                .filter(each -> each.instance().equals(id)).findFirst());
    }

    private InstanceView waiting(InstanceId id) {
        Optional<HeldInstance> held = held(id);
        Reason reason = held.map(HeldInstance::reason).orElse(UNPLACED);
        return new InstanceView(id, Phase.WAITING, reason, Optional.empty(), Optional.empty(),
                held.map(HeldInstance::since), true, false, Optional.empty(), 0, List.of(),
                List.of(), Optional.empty(), InstanceView.Place.TAKEN);
    }

    private InstanceView placed(Placed placed, boolean wanted) {
        AssignedInstance assigned = placed.assigned();
        Optional<InstanceStatus> status = placed.status();
        Optional<Reason> held = held(assigned.id()).map(HeldInstance::reason);
        Optional<Instant> silent = placed.node().silentSince();
        Phase phase = silent.isPresent()
                ? Phase.LOST
                : wanted ? status.map(InstanceStatus::phase).orElse(Phase.WAITING) : Phase.STOPPING;
        Reason reason = silent.map(since -> lost(placed.node(), since, held))
                .orElseGet(() -> wanted ? said(placed) : leaving(held));
        return new InstanceView(assigned.id(), phase, reason, Optional.of(placed.node().name()),
                Optional.of(assigned.incarnation()),
                silent.or(() -> status.map(InstanceStatus::since)), wanted, isCurrent(placed),
                held, status.map(InstanceStatus::restarts).orElse(0),
                phase == Phase.READY ? openAt(placed) : List.of(),
                status.map(InstanceStatus::output).orElse(List.of()), before(placed),
                new InstanceView.Place(isOutdated(assigned), isAlone(placed)));
    }

    /** As the planner sees it: another container is wanted, or one made anew. */
    private boolean isOutdated(AssignedInstance assigned) {
        return desired.filter(project -> project.service(assigned.id().service())
                .filter(service -> !SpecHash.ofContainer(service.container())
                        .equals(assigned.container())
                        || Wanted.restart(project, assigned.id()) > assigned.origin().restart())
                .isPresent()).isPresent();
    }

    /** What is on a silent node may be there or not: nothing waits for its end. */
    private boolean isAlone(Placed newest) {
        InstanceId id = newest.assigned().id();
        return view.observed().nodes().stream().filter(node -> node.silentSince().isEmpty())
                .flatMap(node -> Stream.concat(
                        node.assignment().instances().stream()
                                .filter(each -> each.id().equals(id))
                                .map(AssignedInstance::incarnation),
                        node.status().instances().stream().filter(each -> each.id().equals(id))
                                .map(InstanceStatus::incarnation)))
                .noneMatch(each -> each.compareTo(newest.assigned().incarnation()) < 0);
    }

    /** While a new one starts beside it, the old one serves on. */
    private Optional<NodeName> before(Placed newest) {
        return placements(newest.assigned().id())
                .filter(each -> each.assigned().incarnation()
                        .compareTo(newest.assigned().incarnation()) < 0)
                .filter(each -> each.node().silentSince().isEmpty() && each.status()
                        .filter(row -> row.phase() == Phase.READY).isPresent())
                .map(each -> each.node().name()).findFirst();
    }

    private Reason said(Placed placed) {
        return placed.status().map(InstanceStatus::reason).orElseGet(() -> new Reason(
                ReasonCode.NEW, "for " + placed.node().name() + " to begin"));
    }

    private static Reason leaving(Optional<Reason> held) {
        return held.orElse(new Reason(ReasonCode.SURPLUS, "no longer wanted"));
    }

    private Reason lost(NodeObservation node, Instant since, Optional<Reason> held) {
        String text = node.name() + " silent for "
                + Words.roughly(Words.between(since, view.takenAt()))
                + node.intent().filter(_ -> node.isConfirmedDead())
                        .map(intent -> ", confirmed dead by " + intent.who()).orElse("");
        return new Reason(ReasonCode.NODE_SILENT,
                held.filter(reason -> reason.code() != ReasonCode.NODE_SILENT)
                        .map(reason -> text + "; " + reason.text()).orElse(text));
    }

    /** True when it is what the file says, knows where the others are, and has proved itself. */
    private boolean isCurrent(Placed placed) {
        AssignedInstance assigned = placed.assigned();
        boolean listsRendered = assigned.lists().isEmpty() || placed.status()
                .filter(status -> status.listsGeneration() >= assigned.listsGeneration())
                .isPresent();
        boolean onTrial = placed.status().filter(status -> status.phase() == Phase.READY
                && !status.stable()).isPresent();
        return listsRendered && !onTrial
                && desired.flatMap(project -> project.service(assigned.id().service()))
                        .filter(service -> SpecHash.of(service.container()).equals(assigned.spec()))
                        .isPresent();
    }

    private List<String> openAt(Placed placed) {
        return desired.flatMap(project -> project.service(placed.assigned().id().service()))
                .map(service -> OpenAt.of(service.container(), placed.node().node()))
                .orElse(List.of());
    }

    /** A container whose assignment has ended and that is still being stopped. */
    private Optional<InstanceView> leaving(InstanceId id) {
        for (NodeObservation node : view.observed().nodes()) {
            for (InstanceStatus status : node.status().instances()) {
                if (status.id().equals(id) && node.silentSince().isEmpty()) {
                    return Optional.of(new InstanceView(id, Phase.STOPPING,
                            new Reason(ReasonCode.STOP_ASKED, stopReason(node, status)),
                            Optional.of(node.name()), Optional.of(status.incarnation()),
                            Optional.of(status.since()), false, false, Optional.empty(),
                            status.restarts(), List.of(), status.output(),
                            Optional.empty(), InstanceView.Place.TAKEN));
                }
            }
        }
        return Optional.empty();
    }

    private static String stopReason(NodeObservation node, InstanceStatus status) {
        return node.assignment().tombstones().stream()
                .filter(each -> each.id().equals(status.id())
                        && each.incarnation().equals(status.incarnation()))
                .map(each -> each.reason().text()).findFirst().orElse("no longer wanted");
    }
}
