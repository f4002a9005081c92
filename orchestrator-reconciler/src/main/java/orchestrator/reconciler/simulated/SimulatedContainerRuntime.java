package orchestrator.reconciler.simulated;

import static orchestrator.reconciler.simulated.SimulatedEngine.refused;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import orchestrator.reconciler.simulated.SimulatedDeed.Cause;

/**
 * An engine whose containers are only pretended. Several nodes may share one, as they may share a
 * real engine. Its calls block as real ones do, by the {@link Delay} it is given.
 */
public final class SimulatedContainerRuntime implements ContainerRuntime {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofMillis(300);
    private static final Duration STOP = Duration.ofMillis(200);
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration REGISTRY_ANSWER = Duration.ofMillis(300);
    private static final Duration PULL_STEP = Duration.ofMillis(250);
    private static final int PULL_STEPS = 4;
    private static final long MEGABYTE = 1_000_000;

    private final SimulatedEngine engine;
    private final SimulatedFencer fencer;
    private final Delay delay;
    private final EngineFacts facts;

    /** An engine without images and containers on a machine of that size. */
    public SimulatedContainerRuntime(Timeline timeline, Delay delay, int cpus, long memoryBytes) {
        this.engine = new SimulatedEngine(timeline);
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
        return engine.images().has(image);
    }

    @Override
    public void pull(String image, PullProgress progress) {
        answer();
        delay.pass(REGISTRY_ANSWER);
        engine.images().requirePull(image);
        Duration step = PULL_STEP.plus(engine.images().slowness().dividedBy(PULL_STEPS));
        long total = (40 + Math.floorMod(image.hashCode(), 120)) * MEGABYTE;
        for (int number = 1; number <= PULL_STEPS; number++) {
            progress.at(total * number / (PULL_STEPS + 1), total);
            delay.pass(step);
            engine.requireSpace();
        }
        answer();
        engine.images().put(image, true);
    }

    @Override
    public String create(ContainerRequest request) {
        answer(() -> engine.create(request));
        String id = engine.create(request);
        engine.changed();
        return id;
    }

    @Override
    public void start(String containerId) {
        Runnable effect = () -> engine.start(containerId, Cause.CALL);
        answer(effect);
        if (engine.with(containerId, SimulatedContainer::isRunning)) {
            return;
        }
        delay.pass(START.plus(engine.slowStarts()));
        answer(effect);
        effect.run();
        engine.changed();
    }

    @Override
    public void stop(String containerId, String signal, Duration grace) {
        answer(() -> {
            ask(containerId);
            hear(containerId, signal);
        });
        Optional<Integer> run = ask(containerId);
        if (run.isEmpty()) {
            return;
        }
        delay.pass(STOP);
        answer(() -> hear(containerId, signal));
        if (isAliveIn(containerId, run.get())) {
            hear(containerId, signal);
            killAfter(containerId, run.get(), grace);
        }
    }

    /** Returns which run of it was asked to end; empty when it does not run. */
    private Optional<Integer> ask(String containerId) {
        return engine.find(containerId, container -> {
            container.asked(Cause.CALL);
            return container.isAlive() ? Optional.of(container.runs()) : Optional.<Integer>empty();
        }).flatMap(run -> run);
    }

    private void hear(String containerId, String signal) {
        engine.find(containerId, container -> {
            container.stop(signal, Cause.CALL);
            return container;
        });
        engine.changed();
    }

    private void killAfter(String containerId, int run, Duration grace) {
        Duration left = grace;
        while (isAliveIn(containerId, run) && left.isPositive()) {
            Duration step = left.compareTo(WAIT) < 0 ? left : WAIT;
            delay.pass(step);
            left = left.minus(step);
            answer();
        }
        if (isAliveIn(containerId, run)) {
            engine.find(containerId, container -> {
                container.signal("KILL", Cause.CALL);
                return container;
            });
            engine.changed();
        }
    }

    private boolean isAliveIn(String containerId, int run) {
        return engine.find(containerId, container -> container.isAliveIn(run)).orElse(false);
    }

    @Override
    public void signal(String containerId, String signal) {
        Runnable effect = () -> engine.with(containerId, container -> {
            if (!container.isAlive()) {
                throw refused(Kind.REFUSED, "the container does not run");
            }
            container.signal(signal, Cause.CALL);
            return container;
        });
        answer(effect);
        effect.run();
        engine.changed();
    }

    @Override
    public void remove(String containerId) {
        Runnable effect = () -> engine.remove(containerId, Cause.CALL);
        answer(effect);
        effect.run();
        engine.changed();
    }

    @Override
    public void copyInto(String containerId, List<RenderedFile> files) {
        Runnable effect = () -> engine.with(containerId, container -> {
            engine.requireSpace();
            container.write(files);
            return container;
        });
        answer(effect);
        effect.run();
    }

    @Override
    public CommandResult run(String containerId, List<String> command, Duration timeout) {
        answer();
        return engine.with(containerId, container -> {
            if (!container.isRunning()) {
                throw refused(Kind.REFUSED, "the container does not run");
            }
            boolean failing = engine.checks().isFailing(container.request());
            return failing
                    ? new CommandResult(1, "simulated failure\n")
                    : container.run(command);
        });
    }

    @Override
    public List<String> lastOutput(String containerId, int lines) {
        answer();
        return engine.with(containerId, container -> container.output().last(lines));
    }

    @Override
    public Following follow(String containerId, int lastLines, Consumer<String> line,
            Runnable end) {
        answer();
        SimulatedFollower follower = new SimulatedFollower(line, end);
        return engine.with(containerId, container -> {
            container.output().last(lastLines).forEach(line);
            if (container.isAlive()) {
                container.output().follow(follower);
            } else {
                follower.end();
            }
            return () -> engine.find(containerId, followed -> {
                followed.output().unfollow(follower);
                return followed;
            });
        });
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
        answer(() -> {});
    }

    /** @param late what this call does when the engine stands still now and goes on later */
    private void answer(Runnable late) {
        switch (engine.daemon().state()) {
            case ANSWERS -> {
            }
            case FROZEN -> {
                engine.daemon().keep(late);
                delay.pass(DEADLINE);
                throw new ContainerRuntimeUnavailableException(
                        "the simulated engine does not answer", null);
            }
            case DOWN -> throw new ContainerRuntimeUnavailableException(
                    "the simulated engine is not there", null);
        }
    }
}
