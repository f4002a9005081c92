package orchestrator.reconciler.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.plan.ContainerAction;
import orchestrator.core.plan.NodePlan;
import orchestrator.core.state.NodeView;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.LeaseGroup;
import orchestrator.reconciler.runtime.NetworkProbe;

/** One turn of an agent after the other: view, plan, act, check, report. */
final class NodeWork {
    private final Timeline timeline;
    private final NodeRecord node;
    private final Runnable wake;
    private final StoreFollower store;
    private final EngineFollower engine;
    private final Images images;
    private final Memories memories;
    private final Operations operations;
    private final HealthChecks checks;
    private final StatusReporter reporter;
    private final LeaseKeeper lease;
    /** What the assignment is until one was read. */
    private final NodeView.Source remembered;
    private List<InstanceStatus> rows = List.of();
    /** Of the assignment that the rows answer: what the engine has not shown is not answered. */
    private long answered;
    private List<ImageStatus> imageStatuses = List.of();
    private final ImageAsks asks = new ImageAsks();
    private final LatestPlan latest = new LatestPlan();
    private AssignmentNeeds needs;
    private Timeline.Cancellation nextLook = () -> {};

    NodeWork(Timeline timeline, NodeRecord node, AgentWorld world, LocalCopy copy,
            LocalCopy.Found found, Runnable wake) {
        this.timeline = timeline;
        this.node = node;
        this.wake = wake;
        remembered = found.machine().filter(world.machine()::differFrom).isPresent()
                ? NodeView.Source.DISK_OF_ANOTHER
                : NodeView.Source.DISK;
        images = new Images(wake);
        store = new StoreFollower(timeline, world.records().store(),
                new StoreReader(timeline, world, node, copy, found), wake, node.name(),
                found);
        needs = AssignmentNeeds.of(store.assignment(), store.knowledge());
        engine = new EngineFollower(timeline, world.runtime(), node.name(), wake);
        memories = new Memories(timeline, copy, images, found.memories());
        operations = new Operations(timeline,
                new ContainerActionExecutor(world.runtime(), node, world.secrets()), engine,
                images, this::acted);
        checks = new HealthChecks(timeline,
                new CheckProbe(world.network(), world.runtime(), node.address()),
                this::checked);
        reporter = new StatusReporter(timeline, world.records().store(), wake);
        lease = new LeaseKeeper(timeline, world, node, store::look, store::begun);
    }

    void start() {
        store.start();
        engine.start();
    }

    void close() {
        lease.close();
    }

    void step() {
        store.step(memories::specs);
        NodeAssignment assignment = store.assignment();
        needs = needs.now(assignment, store.knowledge());
        SortedSet<String> needed = needs.images();
        images.keepOnly(needed, timeline.now());
        engine.step(assignment.cluster(), images.unknown(needed), images.missed());
        // Also by one that may not act: what was answered is not to be asked for again at once.
        engine.latest().ifPresent(look -> images.looked(engine.seen(), look.images()));
        keepLease(assignment);
        if (engine.latest().isEmpty() || !store.mayAct()) {
            checks.watch(List.of());
            latest.forget();
            return;
        }
        store.report().ifPresent(report -> memories.adopt(report,
                engine.latest().get().containers()));
        asks.newIn(needs).forEach(images::askedAnew);
        if (engine.silence().isEmpty()) {
            NodeView view = view(assignment, store.doubt());
            latest.next(view).ifPresent(plan -> act(view, plan));
            memories.save();
        }
        report();
    }

    /**
     * True while nothing is in doubt, nothing is under way and no lease runs: whatever happens is
     * told, and looking for what was not has time.
     */
    boolean isQuiet() {
        return store.doubt().isEmpty() && engine.latest().isPresent()
                && engine.silence().isEmpty() && operations.busy().isEmpty() && !lease.isNeeded();
    }

    /** Also while the engine is silent: what runs is not to end for that. */
    private void keepLease(NodeAssignment assignment) {
        Duration clock = lease.clock();
        lease.needs(LeaseNeed.of(new LeaseGroup(assignment.cluster(), node.name()),
                new LeaseNeed.Sight(assignment,
                        engine.latest().map(EngineLook::containers).orElse(List.of()),
                        operations.busy(),
                        engine.latest().isPresent() && engine.silence().isEmpty(),
                        timeline.now(), clock)),
                store.held());
    }

    private void act(NodeView view, NodePlan plan) {
        memories.planned(plan.memories());
        rows = plan.rows();
        answered = view.assignment().generation();
        imageStatuses = plan.images();
        operations.start(plan.actions(), view.assignment().cluster(), store.knowledge());
        checks.watch(targets(view));
        nextLook.cancel();
        Stream.concat(plan.nextLook().stream(), images.nextToForget(needs.images()).stream())
                .min(Comparator.naturalOrder()).ifPresent(this::lookAgain);
    }

    private void acted(ContainerAction action, Outcome outcome) {
        memories.acted(action, outcome);
        wake.run();
    }

    private void lookAgain(Instant when) {
        Duration pause = Duration.between(timeline.now(), when);
        nextLook = timeline.after(pause.isNegative() ? Duration.ZERO : pause, () -> {
            latest.forget();
            wake.run();
        });
    }

    private NodeView view(NodeAssignment assignment, Optional<Reason> doubt) {
        return new NodeView(node.name(), assignment, doubt, timeline.now(),
                store.knowledge().specs(), engine.latest().orElseThrow().containers(),
                memories.all(), images.known(), operations.busy(), needs.missingSecrets(),
                lease.lease(store.seen()), store.seen() == 0 ? remembered : NodeView.Source.STORE);
    }

    private List<CheckTarget> targets(NodeView view) {
        List<CheckTarget> targets = new ArrayList<>();
        for (AssignedInstance each : view.assignment().instances()) {
            ContainerSpec spec = view.specs().get(each.spec());
            if (spec != null) {
                memories.target(each, spec, view.containers()).ifPresent(targets::add);
            }
        }
        return targets;
    }

    private void checked(CheckTarget target,
            NetworkProbe.Answer answer) {
        if (memories.checked(target, answer)) {
            wake.run();
        }
    }

    private void report() {
        Optional<Reason> trouble = engine.silence().or(store::doubt).or(memories::diskFull);
        store.held().ifPresent(held -> reporter.offer(new NodeStatus(node.name(),
                answered, rows, engine.volumes(), trouble, imageStatuses),
                held, operations.isPressed()));
    }
}
