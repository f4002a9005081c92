package orchestrator.reconciler.docker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.simulated.SimulatedContainerRuntime;
import orchestrator.reconciler.simulated.SimulatedHands;
import orchestrator.reconciler.simulation.SimulatedTimeline;

/** The model, whose time passes within its calls and a little after each. */
final class PretendedScriptedEngine extends ScriptedEngine {
    private static final Duration A_LITTLE = Duration.ofMillis(500);

    private final SimulatedTimeline timeline;
    private final SimulatedHands hands;

    private PretendedScriptedEngine(SimulatedTimeline timeline, SimulatedContainerRuntime runtime,
            ClusterId cluster) {
        super(runtime, cluster, 1);
        this.timeline = timeline;
        this.hands = runtime.hands();
        hands.loadImage(IMAGE);
    }

    static PretendedScriptedEngine make(ClusterId cluster) {
        SimulatedTimeline timeline = new SimulatedTimeline(1);
        return new PretendedScriptedEngine(timeline, new SimulatedContainerRuntime(timeline,
                timeline::advance, 4, 8_000_000_000L), cluster);
    }

    /** Lets happen by itself what is about to, and says how it is then. */
    String sightAfterStep() {
        timeline.advance(A_LITTLE);
        return sight();
    }

    void close() {
        timeline.close();
    }

    @Override
    void awaitListening(AtomicInteger told) {
        // it listens already
    }

    @Override
    boolean isTold(BooleanSupplier condition) {
        return condition.getAsBoolean();
    }

    @Override
    void byHand(String containerId, EngineStep.Hand hand, int number) {
        try {
            switch (hand) {
                case REMOVE -> hands.removeByHand(containerId);
                case PAUSE -> hands.pause(containerId);
                case UNPAUSE -> hands.unpause(containerId);
                case STOP -> hands.stop(containerId);
                case START -> hands.start(containerId);
                case RESTART -> hands.restart(containerId);
                case RENAME -> hands.rename(containerId, "renamed " + number);
                case TERM -> hands.signal(containerId, "TERM");
                case KILL -> hands.signal(containerId, "KILL");
                case KEEP_RESTARTING -> hands.keepRestarting(containerId);
            }
        } catch (ContainerRuntimeException e) {
            // theirs to see
        }
    }

    @Override
    String stranger(ContainerIdentity identity, boolean labels, int number) {
        return labels
                ? hands.make(identity, "stranger " + number)
                : hands.takeName(identity);
    }
}
