package orchestrator.cli.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Trace.Placed;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.SpecHash;
import orchestrator.core.plan.Unwanted;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/**
 * Puts together what leader and agents say of one instance. It decides nothing itself. It is asked
 * for hundreds of thousands in a process that ends before its code is made good: there the JVM is
 * slow to make a lambda that holds on to something, so none is made for each of them.
 */
final class InstanceReader {
    private static final Reason UNPLACED = new Reason(ReasonCode.NEW, "for the leader to place it");

    private final ClusterView view;
    private final Optional<DesiredProject> desired;
    /** A reader of the instances of one project; {@code desired} is empty when it is unreadable. */
    InstanceReader(ClusterView view, Optional<DesiredProject> desired) {
        this.view = view;
        this.desired = desired;
    }

    /** What a service is by now, worked out once for all its instances. */
    private record Kind(ServiceSpec service, SpecHash spec, SpecHash container) {
        static Kind of(ServiceSpec service) {
            return new Kind(service, SpecHash.of(service.container()),
                    SpecHash.ofContainer(service.container()));
        }
    }

    /** The views of those that are wanted or there, by number. */
    List<InstanceView> read(Siblings siblings) {
        List<InstanceView> views = new ArrayList<>();
        Optional<Kind> kind = desired.flatMap(project -> project.service(siblings.service()))
                .map(Kind::of);
        for (Trace trace : siblings.all()) {
            Optional<InstanceView> view = read(trace, kind);
            if (view.isPresent()) {
                views.add(view.get());
            }
        }
        return views;
    }

    /** The view of that instance; empty when it is neither wanted nor there. */
    private Optional<InstanceView> read(Trace trace, Optional<Kind> kind) {
        boolean wanted = trace.isNumbered()
                || desired.isPresent() && Wanted.contains(desired.get(), trace.id());
        Optional<Placed> placed = trace.newest();
        if (placed.isPresent()) {
            return Optional.of(
                    placed(trace, placed.get(), wanted || desired.isEmpty(), kind));
        }
        Optional<InstanceView> leaving = leaving(trace);
        return wanted || trace.held().isPresent() && leaving.isEmpty()
                ? Optional.of(waiting(trace))
                : leaving;
    }

    private static InstanceView waiting(Trace trace) {
        Optional<HeldInstance> held = trace.held();
        Reason reason = held.map(HeldInstance::reason).orElse(UNPLACED);
        return new InstanceView(trace.id(), Phase.WAITING, reason, Optional.empty(),
                Optional.empty(), held.map(HeldInstance::since), true, false, Optional.empty(), 0,
                List.of(), List.of(), Optional.empty(), InstanceView.Place.TAKEN);
    }

    private InstanceView placed(Trace trace, Placed placed, boolean wanted, Optional<Kind> kind) {
        AssignedInstance assigned = placed.assigned();
        Optional<InstanceStatus> status = placed.status();
        Optional<Reason> held = trace.held().map(HeldInstance::reason);
        Optional<Instant> silent = placed.node().silentSince();
        Phase phase = silent.isPresent()
                ? Phase.LOST
                : wanted ? status.map(InstanceStatus::phase).orElse(Phase.WAITING) : Phase.STOPPING;
        return new InstanceView(assigned.id(), phase, reason(placed, wanted, held),
                Optional.of(placed.node().name()), Optional.of(assigned.incarnation()),
                silent.isPresent() ? silent : status.map(InstanceStatus::since), wanted,
                isCurrent(kind, placed), held, status.map(InstanceStatus::restarts).orElse(0),
                phase == Phase.READY ? openAt(kind, placed) : List.of(),
                status.map(InstanceStatus::output).orElse(List.of()), before(trace, placed),
                place(isOutdated(kind, assigned), isAlone(trace, placed)));
    }

    private Reason reason(Placed placed, boolean wanted, Optional<Reason> held) {
        Optional<Instant> silent = placed.node().silentSince();
        if (silent.isPresent()) {
            return lost(placed.node(), silent.get(), held);
        }
        return wanted ? said(placed) : leaving(held, placed.assigned().id());
    }

    private static InstanceView.Place place(boolean outdated, boolean alone) {
        return outdated || !alone
                ? new InstanceView.Place(outdated, alone)
                : InstanceView.Place.TAKEN;
    }

    /** As the planner sees it: another container is wanted, or one made anew. */
    private boolean isOutdated(Optional<Kind> now, AssignedInstance assigned) {
        return now.isPresent() && (!now.get().container().equals(assigned.container())
                || Wanted.restart(desired.orElseThrow(), assigned.id()) > assigned.origin()
                        .restart());
    }

    /** What is on a silent node may be there or not: nothing waits for its end. */
    private static boolean isAlone(Trace trace, Placed newest) {
        if (trace.isOne()) {
            return true;
        }
        for (Placed each : trace.placements()) {
            if (each.isBefore(newest) && each.node().silentSince().isEmpty()) {
                return false;
            }
        }
        for (Trace.Reported each : trace.strays()) {
            if (each.node().silentSince().isEmpty() && each.status().incarnation()
                    .compareTo(newest.assigned().incarnation()) < 0) {
                return false;
            }
        }
        return true;
    }

    /** While a new one starts beside it, the old one serves on. */
    private static Optional<NodeName> before(Trace trace, Placed newest) {
        if (trace.isOne()) {
            return Optional.empty();
        }
        for (Placed each : trace.placements()) {
            if (each.isBefore(newest) && each.node().silentSince().isEmpty() && each.status()
                    .filter(row -> row.phase() == Phase.READY).isPresent()) {
                return Optional.of(each.node().name());
            }
        }
        return Optional.empty();
    }

    private static Reason said(Placed placed) {
        return placed.status().isPresent()
                ? placed.status().get().reason()
                : new Reason(ReasonCode.NEW, "for " + placed.node().name() + " to begin");
    }

    private Reason leaving(Optional<Reason> held, InstanceId id) {
        return held.or(() -> desired.map(project -> Unwanted.why(project, id)))
                .orElse(new Reason(ReasonCode.SURPLUS, "no longer wanted"));
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
    private static boolean isCurrent(Optional<Kind> now, Placed placed) {
        AssignedInstance assigned = placed.assigned();
        Optional<InstanceStatus> status = placed.status();
        boolean listsRendered = assigned.lists().isEmpty() || status.isPresent()
                && status.get().listsGeneration() >= assigned.listsGeneration();
        boolean onTrial = status.isPresent() && status.get().phase() == Phase.READY
                && !status.get().stable();
        return listsRendered && !onTrial && now.isPresent()
                && now.get().spec().equals(assigned.spec());
    }

    private static List<String> openAt(Optional<Kind> now, Placed placed) {
        return now.isPresent()
                ? OpenAt.of(now.get().service().container(), placed.node().node())
                : List.of();
    }

    /** A container whose assignment has ended and that is still being stopped. */
    private static Optional<InstanceView> leaving(Trace trace) {
        return trace.strays().stream().filter(each -> each.node().silentSince().isEmpty())
                .findFirst().map(each -> leaving(each.node(), each.status()));
    }

    private static InstanceView leaving(NodeObservation node, InstanceStatus status) {
        return new InstanceView(status.id(), Phase.STOPPING,
                new Reason(ReasonCode.STOP_ASKED, stopReason(node, status)),
                Optional.of(node.name()), Optional.of(status.incarnation()),
                Optional.of(status.since()), false, false, Optional.empty(),
                status.restarts(), List.of(), status.output(),
                Optional.empty(), InstanceView.Place.TAKEN);
    }

    private static String stopReason(NodeObservation node, InstanceStatus status) {
        return node.assignment().tombstones().stream()
                .filter(each -> each.id().equals(status.id())
                        && each.incarnation().equals(status.incarnation()))
                .map(each -> each.reason().text()).findFirst().orElse("no longer wanted");
    }
}
