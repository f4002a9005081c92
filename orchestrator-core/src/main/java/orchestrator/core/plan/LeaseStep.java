package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.LeaseTerms;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.plan.ContainerAction.Remove;
import orchestrator.core.plan.ContainerAction.Stop;
import orchestrator.core.state.ContainerRun;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.PlacementMemory;
import orchestrator.core.state.PlacementMemory.Ending;

/**
 * What must not run because the lease of its node is over: it asked for that by name, so it is
 * stopped even in doubt. Nothing of it may be left, or a start that is still under way at the engine
 * could take effect when nobody expects it any more.
 */
final class LeaseStep {
    private LeaseStep() {}

    /** Empty when the lease has nothing to say about this container. */
    static Optional<Verdict> decide(NodeScene scene, PlacementMemory memory,
            ObservedContainer container) {
        if (!scene.mustStop(memory.key())) {
            return Optional.empty();
        }
        Reason why = scene.view().lease().reason();
        return switch (container.state()) {
            case RUNNING, PAUSED -> Optional.of(stop(scene, ended(memory, container, why),
                    container, why));
            case CREATED -> Optional.of(Verdict.act(memory, Phase.STARTING,
                    new Remove(memory.key(), container.id(), why)));
            case EXITED, REMOVING -> Optional.empty();
        };
    }

    /** What ended with the lease has not crashed: it begins again without a pause. */
    static PlacementMemory ended(PlacementMemory memory, ObservedContainer container, Reason why) {
        ContainerRun run = ContainerRun.of(container);
        return memory.hasEnded(run)
                ? memory
                : memory.withEnding(new Ending(run, why, List.of(), false), memory.crashes());
    }

    private static Verdict stop(NodeScene scene, PlacementMemory memory,
            ObservedContainer container, Reason why) {
        if (memory.failures().holds(scene.view().now())) {
            return Verdict.wait(memory, Phase.UNHEALTHY, memory.failure().orElse(why))
                    .lookAt(memory.failures().nextAt());
        }
        Stop asked = OverStep.stop(scene, memory, container, false, why);
        Stop inTime = asked.grace().compareTo(LeaseTerms.grace()) <= 0
                ? asked
                : new Stop(asked.placement(), asked.containerId(), asked.signal(),
                        LeaseTerms.grace(), false, why);
        return Verdict.act(memory, Phase.UNHEALTHY, inTime);
    }
}
