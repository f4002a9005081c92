package orchestrator.core.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.ContainerAction.PullImage;
import orchestrator.core.plan.ContainerAction.Stop;
import orchestrator.core.state.NodeView;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.PlacementKey;
import orchestrator.core.state.PlacementMemory;
import orchestrator.core.state.PlacementMemory.Rendered;

/**
 * Decides what an agent does about its assignment. A container is stopped for a tombstone, for a
 * newer incarnation in its place, or because its own checks fail; never while there is doubt. What
 * runs under a lease is stopped when that is over, in doubt too.
 */
public final class NodePlanner {
    /** Begins the reason of a container that took the place of one that ended by itself. */
    public static final String MADE_ANEW = "made anew: ";

    private NodePlanner() {}

    /** The plan: the same for the same view, whatever the order of its parts. */
    public static NodePlan plan(NodeView view) {
        NodeScene scene = NodeScene.of(view);
        SortedMap<PlacementKey, PlacementMemory> memories = new TreeMap<>();
        List<ContainerAction> actions = new ArrayList<>();
        List<InstanceStatus> rows = new ArrayList<>();
        SortedSet<Instant> looks = new TreeSet<>();
        SortedSet<PlacementKey> keys = scene.keys();
        for (PlacementKey key : keys) {
            Verdict verdict = decide(scene, key, Recollection.of(scene, key));
            PlacementMemory memory = steadied(scene, verdict.memory()
                    .withShown(verdict.phase(), verdict.reason(), view.now()), looks);
            memory.rendered().map(Rendered::inUseFrom).filter(view.now()::isBefore)
                    .ifPresent(looks::add);
            memories.put(key, memory);
            rows.add(row(scene, memory));
            verdict.action().ifPresent(actions::add);
            verdict.nextLook().ifPresent(looks::add);
        }
        if (keys.stream().anyMatch(scene::isLeased)) {
            view.lease().stopAt().ifPresent(looks::add);
        }
        AheadStep ahead = AheadStep.of(scene);
        actions.addAll(ahead.pulls());
        looks.addAll(ahead.looks());
        return new NodePlan(ordered(actions), rows, memories, ahead.statuses(),
                looks.stream().findFirst());
    }

    /**
     * Stable, once it has been ready for long enough. Not while a call is under way: how its
     * container does is seen again only afterwards. And not while its checks fail, though not yet
     * often enough for it to be unready.
     */
    private static PlacementMemory steadied(NodeScene scene, PlacementMemory memory,
            SortedSet<Instant> looks) {
        AssignedInstance assigned = scene.assigned().get(memory.key());
        Optional<Instant> since = memory.readySince();
        if (assigned == null || memory.stable() || since.isEmpty()
                || scene.isBusy(memory.key()) || memory.health().failures() > 0) {
            return memory;
        }
        Instant stableAt = since.get().plus(assigned.upkeep().stableFor());
        if (stableAt.isAfter(scene.view().now())) {
            looks.add(stableAt);
            return memory;
        }
        return memory.withStable(true);
    }

    private static Verdict decide(NodeScene scene, PlacementKey key, PlacementMemory memory) {
        Optional<Reason> over = scene.over(key);
        if (scene.isBusy(key)) {
            return over.map(why -> Verdict.wait(memory, Phase.STOPPING, why))
                    .orElseGet(() -> Verdict.wait(memory, memory.shown().phase(),
                            memory.shown().reason()));
        }
        Optional<ObservedContainer> container = scene.container(key);
        Optional<Verdict> ended = container.flatMap(it -> LeaseStep.decide(scene, memory, it));
        if (ended.isPresent()) {
            return ended.get();
        }
        if (over.isPresent()) {
            return container.map(it -> OverStep.decide(scene, memory, it, over.get()))
                    .orElseGet(() -> Verdict.wait(memory, Phase.STOPPING, over.get()));
        }
        if (!scene.assigned().containsKey(key)) {
            return stranded(scene, memory, container);
        }
        return AssignedStep.decide(scene, memory, scene.assigned().get(key), container);
    }

    /**
     * Ours by its labels, but nobody speaks of it: kept and reported, never touched. Only what never
     * ran and was asked for by an earlier assignment goes: an engine that had not answered made it
     * after its end was told.
     */
    private static Verdict stranded(NodeScene scene, PlacementMemory memory,
            Optional<ObservedContainer> container) {
        Optional<ObservedContainer> late = container
                .filter(it -> it.state() == ObservedContainer.State.CREATED)
                .filter(it -> it.identity().generation() < scene.view().assignment().generation());
        if (late.isPresent()) {
            return OverStep.decide(scene, memory, late.get(), new Reason(ReasonCode.STOP_ASKED,
                    "made when it was no longer wanted, and never ran"));
        }
        boolean runs = container.isPresent()
                && container.get().state() == ObservedContainer.State.RUNNING;
        return Verdict.wait(memory, runs ? Phase.UNHEALTHY : Phase.CRASHED, ReasonCode.RUNNING,
                (runs ? "runs" : "lies") + " here without being assigned; it is left alone");
    }

    private static InstanceStatus row(NodeScene scene, PlacementMemory memory) {
        PlacementKey key = memory.key();
        List<String> output = memory.shown().phase() == Phase.READY
                ? List.of()
                : memory.ending().map(PlacementMemory.Ending::output).orElse(List.of());
        return new InstanceStatus(key.instance(), key.incarnation(), memory.shown().phase(),
                memory.shown().reason(), memory.shown().since(), memory.restarts(),
                listsGeneration(scene, memory), output, memory.stable());
    }

    /**
     * Without a container that ever ran nothing old is in use: before it starts, its files are made
     * from the newest lists.
     */
    private static long listsGeneration(NodeScene scene, PlacementMemory memory) {
        PlacementKey key = memory.key();
        boolean nothingRan = scene.container(key)
                .map(it -> it.state() == ObservedContainer.State.CREATED).orElse(true);
        if (nothingRan && !scene.isBusy(key) && scene.assigned().containsKey(key)) {
            return scene.assigned().get(key).listsGeneration();
        }
        return memory.rendered().map(each -> each.inUse(scene.view().now())).orElse(0L);
    }

    private static List<ContainerAction> ordered(List<ContainerAction> actions) {
        Comparator<ContainerAction> stopsFirst = Comparator
                .comparing((ContainerAction action) -> !(action instanceof Stop))
                .thenComparing(action -> action instanceof PullImage pull && pull.ahead());
        SortedSet<String> pulled = new TreeSet<>();
        return actions.stream()
                .filter(action -> !(action instanceof PullImage pull) || pulled.add(pull.image()))
                .sorted(stopsFirst.thenComparing(ContainerAction::placement)).toList();
    }
}
