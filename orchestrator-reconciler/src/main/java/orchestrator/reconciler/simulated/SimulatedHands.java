package orchestrator.reconciler.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Resources;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.simulated.SimulatedDeed.Cause;

/** Everything that happens to a pretended engine from outside: crashes, people, full disks. */
public final class SimulatedHands {
    private static final int ENDED_BY_SIGKILL = SimulatedProgram.ENDED_BY_SIGKILL;
    private static final ClusterId STRANGER = new ClusterId("somebody else");

    private final SimulatedEngine engine;

    SimulatedHands(SimulatedEngine engine) {
        this.engine = engine;
    }

    /** Tells {@code witness} of everything that happens to a container, at once. */
    public void watch(Consumer<SimulatedDeed> witness) {
        engine.watch(witness);
    }

    /** The container's process ends by itself. */
    public void exit(String containerId, int code) {
        change(containerId, container -> container.end(code, Cause.ITSELF));
    }

    /** The kernel ends the container for its memory. */
    public void exhaustMemory(String containerId) {
        change(containerId, SimulatedContainer::exhaustMemory);
    }

    /** Someone removes the container, running or not. */
    public void removeByHand(String containerId) {
        engine.with(containerId, container -> {
            container.end(ENDED_BY_SIGKILL, Cause.HAND);
            return container;
        });
        engine.remove(containerId, Cause.HAND);
        engine.changed();
    }

    /** Someone pauses the container; nothing happens when it does not run. */
    public void pause(String containerId) {
        change(containerId, container -> {
            if (container.isRunning()) {
                container.pause();
            }
        });
    }

    /** Someone lets the container go on; nothing happens when it is not paused. */
    public void unpause(String containerId) {
        change(containerId, container -> {
            if (container.isPaused()) {
                container.unpause(Cause.HAND);
            }
        });
    }

    /** Someone sends a signal to the container; nothing happens when it does not run. */
    public void signal(String containerId, String signal) {
        change(containerId, container -> container.signal(signal, Cause.HAND));
    }

    /** Someone stops the container, who has no patience. */
    public void stop(String containerId) {
        change(containerId, container -> {
            container.asked(Cause.HAND);
            container.stop(container.request().stopSignal(), Cause.HAND);
            container.signal("KILL", Cause.HAND);
        });
    }

    /** Someone starts the container; a refusal is theirs to see. */
    public void start(String containerId) {
        engine.start(containerId, Cause.HAND);
        engine.changed();
    }

    /** Someone stops the container and starts it. */
    public void restart(String containerId) {
        stop(containerId);
        start(containerId);
    }

    /** Someone gives the container another name; its labels stay. */
    public void rename(String containerId, String name) {
        engine.rename(containerId, name);
        engine.changed();
    }

    /** Someone tells the engine to start the container anew whenever it ends by itself. */
    public void keepRestarting(String containerId) {
        change(containerId, container -> container.restarted(true));
    }

    /** Someone's attempt to remove the container breaks in its middle: it can only be removed. */
    public void breakRemoval(String containerId) {
        change(containerId, SimulatedContainer::die);
    }

    /**
     * Someone makes a container with these labels under a name of their own choice, and starts it;
     * the labels may be copied from one of ours. Returns its id.
     */
    public String make(ContainerIdentity labels, String name) {
        String id = engine.put(name, new ContainerRequest(labels, "somebody:1",
                List.of("sleep", "1000000"), List.of(), List.of(), List.of(), Resources.NONE,
                "TERM", Duration.ofSeconds(10)),
                Cause.HAND);
        start(id);
        return id;
    }

    /** A container of someone else has the name that this one would get. Returns its id. */
    public String takeName(ContainerIdentity identity) {
        return make(new ContainerIdentity(STRANGER, identity.node(), identity.instance(),
                identity.incarnation(), identity.container(), identity.generation()),
                SimulatedEngine.nameOf(identity));
    }

    /** The container writes a line. */
    public void say(String containerId, String line) {
        engine.with(containerId, container -> {
            container.output().say(line);
            return container;
        });
    }

    /** From now on every check of that instance fails, or passes again. */
    public void failChecks(InstanceId instance, boolean fail) {
        engine.checks().fail(instance, fail);
    }

    /** Whatever is made from that image runs, and fails every check; or no more. */
    public void breakImage(String image, boolean broken) {
        engine.checks().breakImage(image, broken);
    }

    /** No container answers that path. */
    public void failPath(String path) {
        engine.checks().unknown(path);
    }

    /** From now on that image cannot be had here: the registry lacks it, or does not answer. */
    public void refusePull(String image, Kind why) {
        engine.images().refuse(image, why);
    }

    /** That image can be had again. */
    public void allowPull(String image) {
        engine.images().allow(image);
    }

    /** From now on every pull takes so much longer. */
    public void slowPulls(Duration more) {
        engine.images().slow(more);
    }

    /** From now on every start takes so much longer. */
    public void slowStarts(Duration more) {
        engine.slowStarts(more);
    }

    /** The image is on the engine already. */
    public void loadImage(String image) {
        engine.images().put(image, true);
    }

    /** Someone removes the image. */
    public void dropImage(String image) {
        engine.images().put(image, false);
    }

    /** From now on the engine stands still and answers nothing, or goes on with what it was asked. */
    public void silence(boolean silent) {
        if (silent) {
            engine.daemon().frozen();
        } else {
            engine.daemon().up();
            engine.changed();
        }
    }

    /** How often the engine ended so far, by itself or with its machine: what had come to it is lost. */
    public int daemonEnds() {
        return engine.daemon().ends();
    }

    /** The engine ends; its containers run on for now. */
    public void killDaemon() {
        engine.daemon().down();
    }

    /** The engine is there again. Without {@code liveRestore} it ends whatever ran without it. */
    public void startDaemon(boolean liveRestore) {
        if (!liveRestore) {
            engine.withAlive(_ -> true, each -> each.end(ENDED_BY_SIGKILL, Cause.ENGINE));
        }
        engine.daemon().up();
        engine.restartAll();
        engine.changed();
    }

    /** The machine loses its power: nothing runs any more, and the engine is there again. */
    public void losePower() {
        engine.daemon().down();
        engine.withAlive(_ -> true, each -> each.end(ENDED_BY_SIGKILL, Cause.POWER));
        startDaemon(false);
    }

    /** From now on nothing can be made or written on the engine, or again. */
    public void fillDisk(boolean full) {
        engine.full(full);
    }

    /** The text of a file that was copied into the container. */
    public Optional<String> file(String containerId, String path) {
        return engine.with(containerId, container -> container.file(path));
    }

    /** The containers of a node as they are, also while the engine is silent. */
    public List<ObservedContainer> containers(ClusterId cluster, NodeName node) {
        return engine.list(cluster, node);
    }

    /** What the container was made from. */
    public ContainerRequest request(String containerId) {
        return engine.with(containerId, SimulatedContainer::request);
    }

    /** The name the container has now. */
    public String name(String containerId) {
        return engine.with(containerId, SimulatedContainer::name);
    }

    /** Every line the container wrote. */
    public List<String> output(String containerId) {
        return engine.with(containerId, container -> container.output().last(Integer.MAX_VALUE));
    }

    private void change(String containerId, Consumer<SimulatedContainer> what) {
        engine.with(containerId, container -> {
            what.accept(container);
            return container;
        });
        engine.changed();
    }
}
