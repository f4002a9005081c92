package orchestrator.core.plan;

import java.util.Optional;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.plan.ContainerAction.Remove;
import orchestrator.core.plan.ContainerAction.Stop;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.PlacementMemory;

/** A placement that is over: its container is stopped and removed. */
final class OverStep {
    private OverStep() {}

    static Verdict decide(NodeScene scene, PlacementMemory memory, ObservedContainer container,
            Reason why) {
        if (scene.view().inDoubt()) {
            return Verdict.wait(memory, Phase.STOPPING, scene.view().doubt().get());
        }
        if (memory.failures().holds(scene.view().now())) {
            return Verdict.wait(memory, Phase.STOPPING, memory.failure().orElse(why))
                    .lookAt(memory.failures().nextAt());
        }
        return switch (container.state()) {
            case RUNNING, PAUSED ->
                Verdict.act(memory, Phase.STOPPING,
                        stop(scene, memory, container, true, why));
            case CREATED, EXITED -> Verdict.act(memory, Phase.STOPPING,
                    new Remove(memory.key(), container.id(), why));
            case REMOVING -> Verdict.wait(memory, Phase.STOPPING, why);
        };
    }

    /** The way its spec wants to end, as far as the spec is known. */
    static Stop stop(NodeScene scene, PlacementMemory memory, ObservedContainer container,
            boolean removes, Reason why) {
        ContainerSpec.Stop how = memory.spec()
                .flatMap(hash -> Optional.ofNullable(scene.view().specs().get(hash)))
                .map(ContainerSpec::stop).orElse(ContainerSpec.Stop.DEFAULT);
        return new Stop(memory.key(), container.id(), how.signal(), how.grace(), removes, why);
    }
}
