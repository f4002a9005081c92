package orchestrator.reconciler.simulation.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.simulated.SimulatedContainerRuntime;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.SimulatedTimeline;

/** The engine as one process reaches it: each call and each hint has its fate. */
public final class FaultyEngine implements ContainerRuntime {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private final SimulatedContainerRuntime engine;
    private final EngineCall calls;
    private final EngineHints hints;
    private Consumer<String> stopping = _ -> {};

    public FaultyEngine(SimulatedContainerRuntime engine, SimulatedTimeline world,
            SimulatedProcess process) {
        this.engine = engine;
        this.calls = new EngineCall(world, process, engine.hands()::daemonEnds);
        this.hints = new EngineHints(world, process);
    }

    /** Calls {@code look} with the id of each container right when it is told to stop. */
    public void onStop(Consumer<String> look) {
        stopping = look;
    }

    @Override
    public EngineFacts facts() {
        return calls.ask("facts", DEADLINE, engine::facts);
    }

    @Override
    public List<ObservedContainer> list(ClusterId cluster, NodeName node) {
        return calls.ask("list", DEADLINE, () -> engine.list(cluster, node));
    }

    @Override
    public boolean hasImage(String image) {
        return calls.ask("look for image " + image, DEADLINE, () -> engine.hasImage(image));
    }

    @Override
    public void pull(String image, PullProgress progress) {
        calls.tell("pull " + image, LONGEST_SILENCE, () -> engine.pull(image, progress));
    }

    @Override
    public String create(ContainerRequest request) {
        return calls.ask("create " + request.identity().instance(), DEADLINE,
                () -> engine.create(request));
    }

    @Override
    public void start(String containerId) {
        calls.tell("start " + named(containerId), DEADLINE, () -> engine.start(containerId));
    }

    @Override
    public void stop(String containerId, String signal, Duration grace) {
        stopping.accept(containerId);
        calls.tell("stop " + named(containerId), grace.plus(DEADLINE),
                () -> engine.stop(containerId, signal, grace));
    }

    @Override
    public void signal(String containerId, String signal) {
        calls.tell("signal " + named(containerId), DEADLINE,
                () -> engine.signal(containerId, signal));
    }

    @Override
    public void remove(String containerId) {
        calls.tell("remove " + named(containerId), DEADLINE, () -> engine.remove(containerId));
    }

    @Override
    public void copyInto(String containerId, List<RenderedFile> files) {
        calls.tell("copy into " + named(containerId), DEADLINE,
                () -> engine.copyInto(containerId, files));
    }

    @Override
    public CommandResult run(String containerId, List<String> command, Duration timeout) {
        return calls.ask("run in " + named(containerId), timeout.plus(DEADLINE),
                () -> engine.run(containerId, command, timeout));
    }

    @Override
    public List<String> lastOutput(String containerId, int lines) {
        return calls.ask("output of " + named(containerId), DEADLINE,
                () -> engine.lastOutput(containerId, lines));
    }

    @Override
    public Following follow(String containerId, int lastLines, Consumer<String> line,
            Runnable end) {
        return calls.ask("follow " + named(containerId), DEADLINE,
                () -> engine.follow(containerId, lastLines, line, end));
    }

    @Override
    public List<VolumeId> volumes(ClusterId cluster, NodeName node) {
        return calls.ask("list volumes", DEADLINE, () -> engine.volumes(cluster, node));
    }

    @Override
    public Following events(Runnable changed) {
        return hints.follow(engine, changed);
    }

    @Override
    public void close() {
        engine.close();
    }

    /** By its instance where it is known: ids differ from run to run of a person's eye. */
    private String named(String containerId) {
        return instance(containerId).orElse(containerId);
    }

    private Optional<String> instance(String containerId) {
        try {
            return Optional.of(engine.hands().request(containerId).identity().instance()
                    .toString());
        } catch (ContainerRuntimeException e) {
            return Optional.empty();
        }
    }
}
