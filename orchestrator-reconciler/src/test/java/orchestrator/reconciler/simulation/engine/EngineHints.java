package orchestrator.reconciler.simulation.engine;

import java.time.Duration;
import java.util.Optional;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntime.Following;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.SimulatedTimeline;

/** What an engine tells one process by itself: late, twice or never, if that is its fate. */
final class EngineHints {
    private final SimulatedTimeline world;
    private final SimulatedProcess process;
    private Optional<Following> following = Optional.empty();

    EngineHints(SimulatedTimeline world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
    }

    Following follow(ContainerRuntime engine, Runnable changed) {
        Following followed = engine.events(() -> hint(changed));
        following = Optional.of(followed);
        return followed;
    }

    private void hint(Runnable changed) {
        if (!process.isAlive()) {
            // its connection went with it
            following.ifPresent(Following::close);
            return;
        }
        Call call = world.nextCall(process, Call.Kind.ENGINE_HINT, "a container changed");
        Fates fates = world.fates();
        if (fates.isLost(call) || !process.isAlive()) {
            return;
        }
        Duration delay = fates.delay(call);
        tell(changed, delay);
        if (fates.isDoubled(call)) {
            tell(changed, delay);
        }
    }

    private void tell(Runnable changed, Duration delay) {
        if (delay.isPositive()) {
            world.after(delay, changed);
        } else {
            changed.run();
        }
    }
}
