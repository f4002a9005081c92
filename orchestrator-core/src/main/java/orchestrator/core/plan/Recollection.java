package orchestrator.core.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.ContainerRun;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.core.state.PlacementKey;
import orchestrator.core.state.PlacementMemory;
import orchestrator.core.state.PlacementMemory.Ending;

/** What is remembered of a placement once its container has been looked at again. */
final class Recollection {
    private Recollection() {}

    static PlacementMemory of(NodeScene scene, PlacementKey key) {
        Instant now = scene.view().now();
        PlacementMemory before = scene.view().memories().get(key);
        PlacementMemory memory = before != null ? before : PlacementMemory.fresh(key, now);
        AssignedInstance assigned = scene.assigned().get(key);
        if (assigned != null) {
            memory = memory.withSpec(assigned.spec());
        }
        if (scene.isBusy(key)) {
            return memory;
        }
        Optional<ObservedContainer> container = scene.container(key);
        boolean matters = assigned != null && scene.over(key).isEmpty();
        boolean withLease = matters && scene.mustStop(key) && container
                .filter(it -> it.state() == State.EXITED).isPresent();
        if (withLease) {
            memory = LeaseStep.ended(memory, container.get(), scene.view().lease().reason());
        }
        return container.isPresent()
                ? seen(memory, container.get(), matters, now)
                : missing(memory, matters, now);
    }

    private static PlacementMemory seen(PlacementMemory before, ObservedContainer container,
            boolean matters, Instant now) {
        ContainerRun run = ContainerRun.of(container);
        boolean known = before.run().isPresent() && before.run().get().equals(run);
        PlacementMemory memory = known ? before : before.withRun(run, now);
        if (container.state() != State.EXITED || memory.hasEnded(run) || !matters) {
            return memory;
        }
        return ended(memory, run, reasonOf(container), now);
    }

    private static PlacementMemory missing(PlacementMemory memory, boolean matters, Instant now) {
        if (memory.run().isEmpty()) {
            return memory;
        }
        ContainerRun run = memory.run().get();
        if (memory.hasEnded(run) || !matters) {
            return memory.withoutRun();
        }
        Reason reason = new Reason(ReasonCode.REMOVED_BY_HAND,
                "its container was removed by someone else");
        PlacementMemory ended = ended(memory, run, reason, now);
        return ended.withOutput(List.of()).withoutRun();
    }

    /**
     * Notes the end of a run, for whatever reason, and when the next container may be made. Until its
     * last lines are read those of the run before stand for them.
     */
    static PlacementMemory ended(PlacementMemory memory, ContainerRun run, Reason reason,
            Instant now) {
        List<String> output = memory.ending().map(Ending::output).orElse(List.of());
        return memory.withEnding(new Ending(run, reason, output, false),
                memory.crashes().afterCrash(now));
    }

    private static Reason reasonOf(ObservedContainer container) {
        if (container.outOfMemory()) {
            return new Reason(ReasonCode.OUT_OF_MEMORY, "ended: it needed more memory than it has");
        }
        return new Reason(ReasonCode.EXITED, "ended with exit code " + container.exitCode());
    }
}
