package orchestrator.reconciler.agent;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SpecHash;
import orchestrator.core.plan.ContainerAction;
import orchestrator.core.state.ContainerRun;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.PlacementKey;
import orchestrator.core.state.PlacementMemory;
import orchestrator.core.state.PlacementMemory.Health;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.NetworkProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the agent remembers of each placement between two plans; the part that must outlive it goes
 * to the disk. Only turns touch it.
 */
final class Memories {
    private static final Logger LOG = LoggerFactory.getLogger(Memories.class);
    /** Shorter than a cluster may take to come to rest once what went wrong is over. */
    private static final Duration DISK_STAYS_FULL = Duration.ofSeconds(30);

    private final Timeline timeline;
    private final LocalCopy copy;
    private final Images images;
    /** Never changed: each change makes another one, so that it is seen whether there was any. */
    private SortedMap<PlacementKey, PlacementMemory> all;
    private SortedMap<PlacementKey, PlacementMemory> noted = Collections.emptySortedMap();
    private String saved = "";
    private boolean saving;
    private boolean adopted;
    private Instant diskFullUntil = Instant.EPOCH;

    Memories(Timeline timeline, LocalCopy copy, Images images,
            SortedMap<PlacementKey, PlacementMemory> found) {
        this.timeline = timeline;
        this.copy = copy;
        this.images = images;
        this.all = Collections.unmodifiableSortedMap(new TreeMap<>(found));
    }

    SortedMap<PlacementKey, PlacementMemory> all() {
        return all;
    }

    /** Specs of everything remembered: how a container that is no longer assigned is stopped. */
    SortedSet<SpecHash> specs() {
        SortedSet<SpecHash> specs = new TreeSet<>();
        all.values().forEach(memory -> memory.spec().ifPresent(specs::add));
        return specs;
    }

    /** Once: what was ready or could not be had at the last report of the agent before stays so. */
    void adopt(NodeStatus report, List<ObservedContainer> containers) {
        if (adopted) {
            return;
        }
        adopted = true;
        images.adopt(report.images(), timeline.now());
        SortedMap<PlacementKey, ObservedContainer> there = new TreeMap<>();
        containers.forEach(each -> there.put(PlacementKey.of(each.identity()), each));
        SortedMap<PlacementKey, PlacementMemory> next = new TreeMap<>(all);
        for (InstanceStatus row : report.instances()) {
            PlacementKey key = PlacementKey.of(row);
            next.compute(key, (_, known) -> adopted(row, Optional.ofNullable(there.get(key)),
                    Optional.ofNullable(known)));
        }
        become(next);
    }

    /** What this agent has seen for itself counts more than what the one before said. */
    private PlacementMemory adopted(InstanceStatus row, Optional<ObservedContainer> container,
            Optional<PlacementMemory> known) {
        boolean seenMore = known.isPresent()
                && (known.get().health().ready() || known.get().ending().isPresent());
        if (seenMore) {
            return known.get().withStable(row.stable());
        }
        Instant now = timeline.now();
        return container.map(it -> PlacementMemory.adopted(row, it, now))
                .orElseGet(() -> PlacementMemory.counted(row, now)).withNotesOf(known);
    }

    void planned(SortedMap<PlacementKey, PlacementMemory> next) {
        become(next);
    }

    private void become(SortedMap<PlacementKey, PlacementMemory> next) {
        if (!next.equals(all)) {
            all = Collections.unmodifiableSortedMap(new TreeMap<>(next));
        }
    }

    /** Puts what is to outlive the agent on the disk, unless it is there; at every turn. */
    void save() {
        if (saving || noted == all) {
            return;
        }
        SortedMap<PlacementKey, PlacementMemory> notes = all;
        String text = PlacementNotes.text(notes);
        if (text.equals(saved)) {
            noted = notes;
            return;
        }
        saving = true;
        timeline.ask(() -> written(text), Memories::unwritten, done -> {
            saving = false;
            saved = done ? text : saved;
            noted = done ? notes : noted;
        });
    }

    private boolean written(String text) {
        copy.savePlacements(text);
        return true;
    }

    private static boolean unwritten(Throwable broken) {
        if (broken instanceof UncheckedIOException) {
            LOG.warn("{}", broken.getMessage());
        } else {
            LOG.error("the notes could not be written", broken);
        }
        return false;
    }

    /** What came of an action. */
    void acted(ContainerAction action, Outcome outcome) {
        room(action, outcome);
        if (action instanceof ContainerAction.PullImage pull) {
            pulled(pull.image(), outcome);
            return;
        }
        Instant now = timeline.now();
        update(action.placement(), memory -> switch (outcome) {
            case Outcome.Done() -> memory.withoutFailure();
            case Outcome.Filled(PlacementMemory.Rendered rendered, boolean reloaded) ->
                filled(memory, rendered, reloaded, now).withoutFailure();
            case Outcome.Output(List<String> lines) ->
                memory.withOutput(lines).withoutFailure();
            case Outcome.Refused refused -> refused(unsure(memory, action), action, refused, now);
            case Outcome.Unknown() -> unsure(memory, action).withFailure(new Reason(
                    ReasonCode.ENGINE_SILENT, "the container engine did not answer"), now);
        });
    }

    /** Whether the engine has space, by what came of an action that needs some. */
    private void room(ContainerAction action, Outcome outcome) {
        boolean needsSpace = action instanceof ContainerAction.Create
                || action instanceof ContainerAction.PullImage;
        if (outcome instanceof Outcome.Refused refused && refused.diskFull()) {
            diskFullUntil = timeline.now().plus(DISK_STAYS_FULL);
        } else if (needsSpace && (outcome instanceof Outcome.Done
                || outcome instanceof Outcome.Filled)) {
            diskFullUntil = Instant.EPOCH;
        }
    }

    /** Its new files may lie in the container, and it may have been told of them, or not. */
    private static PlacementMemory unsure(PlacementMemory memory, ContainerAction action) {
        return action instanceof ContainerAction.Render
                ? memory.rendered().map(each -> memory.withRendered(each.ofUnknownFiles()))
                        .orElse(memory)
                : memory;
    }

    private static PlacementMemory filled(PlacementMemory memory,
            PlacementMemory.Rendered rendered, boolean reloaded, Instant now) {
        long before = reloaded
                ? memory.rendered().map(each -> each.inUse(now)).orElse(0L)
                : rendered.listsGeneration();
        return memory.withRendered(rendered.writtenAt(now, before));
    }

    private PlacementMemory refused(PlacementMemory memory, ContainerAction action,
            Outcome.Refused refused, Instant now) {
        if (action instanceof ContainerAction.ReadOutput) {
            return memory.withOutput(List.of());
        }
        if (refused.imageMissing() && action instanceof ContainerAction.Create create) {
            images.vanished(create.spec().image());
            return memory;
        }
        return memory.withFailure(refused.reason(), now);
    }

    private void pulled(String image, Outcome outcome) {
        switch (outcome) {
            case Outcome.Refused refused ->
                images.failed(image, refused.reason(), timeline.now());
            case Outcome.Unknown() -> images.failed(image, new Reason(
                    ReasonCode.IMAGE_PULL_FAILED, "the container engine did not answer"),
                    timeline.now());
            case Outcome.Done(),Outcome.Filled _,Outcome.Output _ -> images.arrived(image);
        }
    }

    /** What a check said; true when a row changes by it. */
    boolean checked(CheckTarget target, NetworkProbe.Answer answer) {
        PlacementMemory memory = all.get(target.key());
        if (memory == null || !memory.run().equals(Optional.of(target.run()))) {
            return false;
        }
        Health before = memory.health();
        Health after = before.after(answer.passed(), answer.text(), target.check().tries(),
                timeline.now());
        if (!after.equals(before)) {
            update(target.key(), known -> known.withHealth(after));
        }
        return before.ready() != after.ready() || !before.answer().equals(after.answer());
    }

    /** What is to be checked of an assigned instance: the run that is seen, if it has a check. */
    Optional<CheckTarget> target(AssignedInstance assigned, ContainerSpec spec,
            List<ObservedContainer> containers) {
        PlacementKey key = PlacementKey.of(assigned);
        PlacementMemory memory = all.get(key);
        if (memory == null || spec.check().isEmpty()) {
            return Optional.empty();
        }
        return containers.stream()
                .filter(each -> each.state() == ObservedContainer.State.RUNNING)
                .filter(each -> PlacementKey.of(each.identity()).equals(key))
                .map(ContainerRun::of).findFirst()
                .filter(run -> memory.run().equals(Optional.of(run)))
                .map(run -> new CheckTarget(key, run, assigned, spec.check().get(),
                        memory.health().ready()));
    }

    /** Present for a while after the engine had no space for a container. */
    Optional<Reason> diskFull() {
        return timeline.now().isBefore(diskFullUntil)
                ? Optional.of(new Reason(ReasonCode.START_FAILED, "the disk of its engine is full"))
                : Optional.empty();
    }

    private void update(PlacementKey key, UnaryOperator<PlacementMemory> change) {
        SortedMap<PlacementKey, PlacementMemory> next = new TreeMap<>(all);
        next.computeIfPresent(key, (_, memory) -> change.apply(memory));
        become(next);
    }
}
