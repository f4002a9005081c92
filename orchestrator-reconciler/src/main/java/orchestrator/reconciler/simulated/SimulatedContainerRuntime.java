package orchestrator.reconciler.simulated;

import static orchestrator.reconciler.simulated.SimulatedEngine.refused;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;

/**
 * An engine whose containers are only pretended. Several nodes may share one, as they may share a
 * real engine. Its calls block as real ones do, by the {@link Delay} it is given.
 */
public final class SimulatedContainerRuntime implements ContainerRuntime {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofMillis(300);
    private static final Duration STOP = Duration.ofMillis(200);
    private static final Duration REGISTRY_ANSWER = Duration.ofMillis(300);
    private static final Duration PULL_STEP = Duration.ofMillis(250);
    private static final int PULL_STEPS = 4;
    private static final long MEGABYTE = 1_000_000;

    private final SimulatedEngine engine = new SimulatedEngine();
    private final Timeline timeline;
    private final SimulatedFencer fencer;
    private final Delay delay;
    private final EngineFacts facts;

    /** An engine without images and containers on a machine of that size. */
    public SimulatedContainerRuntime(Timeline timeline, Delay delay, int cpus, long memoryBytes) {
        this.timeline = timeline;
        this.delay = delay;
        this.fencer = new SimulatedFencer(engine, timeline);
        this.facts = new EngineFacts("simulated", "1", cpus, memoryBytes);
    }

    /** What happens to an engine and its containers without anyone of us asking. */
    public SimulatedHands hands() {
        return new SimulatedHands(engine);
    }

    /** Whoever ends the pretended containers that run under a lease. */
    public SimulatedFencer fencer() {
        return fencer;
    }

    /** The ports of the pretended containers. */
    public SimulatedNetworkProbe network() {
        return new SimulatedNetworkProbe(engine, delay);
    }

    @Override
    public EngineFacts facts() {
        answer();
        return facts;
    }

    @Override
    public List<ObservedContainer> list(ClusterId cluster, NodeName node) {
        answer();
        return engine.list(cluster, node);
    }

    @Override
    public boolean hasImage(String image) {
        answer();
        return engine.hasImage(image);
    }

    @Override
    public void pull(String image, PullProgress progress) {
        answer();
        delay.pass(REGISTRY_ANSWER);
        if (image.endsWith(":no-such-tag") || image.contains("missing")) {
            throw refused(Kind.IMAGE_MISSING, "no registry has " + image);
        }
        engine.requirePull(image);
        long total = (40 + Math.floorMod(image.hashCode(), 120)) * MEGABYTE;
        for (int step = 1; step <= PULL_STEPS; step++) {
            progress.at(total * step / (PULL_STEPS + 1), total);
            delay.pass(PULL_STEP);
        }
        answer();
        engine.image(image, true);
    }

    @Override
    public String create(ContainerRequest request) {
        answer();
        String id = engine.create(request);
        engine.changed();
        return id;
    }

    @Override
    public void start(String containerId) {
        answer();
        if (engine.with(containerId, SimulatedContainer::isRunning)) {
            return;
        }
        delay.pass(START);
        answer();
        if (!engine.mayStart(containerId)) {
            throw refused(Kind.REFUSED, "no process can be started in its group");
        }
        if (!engine.portsAreFreeFor(containerId)) {
            throw refused(Kind.PORT_TAKEN, "a port of it is taken on this node");
        }
        engine.with(containerId, container -> {
            container.start(timeline.now());
            return container;
        });
        engine.changed();
    }

    @Override
    public void stop(String containerId, String signal, Duration grace) {
        answer();
        if (!engine.isThere(containerId)) {
            return;
        }
        delay.pass(STOP);
        answer();
        engine.with(containerId, container -> {
            container.stop(signal);
            return container;
        });
        engine.changed();
    }

    @Override
    public void signal(String containerId, String signal) {
        answer();
        engine.with(containerId, container -> {
            container.signal(signal);
            return container;
        });
        engine.changed();
    }

    @Override
    public void remove(String containerId) {
        answer();
        engine.remove(containerId);
        engine.changed();
    }

    @Override
    public void copyInto(String containerId, List<RenderedFile> files) {
        answer();
        engine.with(containerId, container -> {
            container.write(files);
            return container;
        });
    }

    @Override
    public CommandResult run(String containerId, List<String> command, Duration timeout) {
        answer();
        return engine.with(containerId, container -> {
            if (!container.isRunning()) {
                throw refused(Kind.REFUSED, "the container does not run");
            }
            boolean failing = engine.isFailing(container.request());
            return failing
                    ? new CommandResult(1, "simulated failure\n")
                    : container.run(command);
        });
    }

    @Override
    public List<String> lastOutput(String containerId, int lines) {
        answer();
        return engine.with(containerId, container -> container.lastOutput(lines));
    }

    @Override
    public Following follow(String containerId, int lastLines, Consumer<String> line,
            Runnable end) {
        answer();
        SimulatedFollower follower = new SimulatedFollower(line, end);
        return engine.with(containerId, container -> {
            container.lastOutput(lastLines).forEach(line);
            container.follow(follower);
            return () -> unfollow(containerId, follower);
        });
    }

    private void unfollow(String containerId, SimulatedFollower follower) {
        if (engine.isThere(containerId)) {
            engine.with(containerId, container -> {
                container.unfollow(follower);
                return container;
            });
        }
    }

    @Override
    public List<VolumeId> volumes(ClusterId cluster, NodeName node) {
        answer();
        return engine.volumes(cluster, node);
    }

    @Override
    public Following events(Runnable changed) {
        engine.listen(changed);
        return () -> engine.unlisten(changed);
    }

    @Override
    public void close() {
        // Nothing is open: the engine is this object, and goes with it.
    }

    private void answer() {
        if (engine.isSilent()) {
            delay.pass(DEADLINE);
            throw new ContainerRuntimeUnavailableException(
                    "the simulated engine does not answer", null);
        }
    }
}
