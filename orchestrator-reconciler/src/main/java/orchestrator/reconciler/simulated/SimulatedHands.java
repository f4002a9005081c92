package orchestrator.reconciler.simulated;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;

/** Everything that happens to a pretended engine from outside: crashes, people, full disks. */
public final class SimulatedHands {
    private static final int ENDED_BY_SIGKILL = 137;

    private final SimulatedEngine engine;

    SimulatedHands(SimulatedEngine engine) {
        this.engine = engine;
    }

    /** The container's process ends by itself. */
    public void exit(String containerId, int code) {
        end(containerId, code, false);
    }

    /** The kernel ends the container for its memory. */
    public void exhaustMemory(String containerId) {
        end(containerId, ENDED_BY_SIGKILL, true);
    }

    /** Someone removes the container, running or not. */
    public void removeByHand(String containerId) {
        engine.removeByForce(containerId);
        engine.changed();
    }

    /** Someone pauses the container. */
    public void pause(String containerId) {
        engine.with(containerId, container -> {
            container.pause();
            return container;
        });
        engine.changed();
    }

    /** The container writes a line. */
    public void say(String containerId, String line) {
        engine.with(containerId, container -> {
            container.say(line);
            return container;
        });
    }

    /** From now on every check of that instance fails, or passes again. */
    public void failChecks(InstanceId instance, boolean fail) {
        engine.failing(instance, fail);
    }

    /** Whatever is made from that image runs, and fails every check; or no more. */
    public void breakImage(String image, boolean broken) {
        engine.broken(image, broken);
    }

    /** No container answers that path. */
    public void failPath(String path) {
        engine.unknown(path);
    }

    /** From now on that image cannot be had here: the registry lacks it, or does not answer. */
    public void refusePull(String image, Kind why) {
        engine.refusePull(image, why);
    }

    /** That image can be had again. */
    public void allowPull(String image) {
        engine.allowPull(image);
    }

    /** A container of someone else has the name that this one would get. */
    public void takeName(ContainerIdentity identity) {
        engine.stranger(identity);
    }

    /** The image is on the engine already. */
    public void loadImage(String image) {
        engine.image(image, true);
    }

    /** From now on the engine answers nothing, or answers again. */
    public void silence(boolean silent) {
        engine.silent(silent);
    }

    /** From now on no container can be made, or again. */
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

    /** Every line the container wrote. */
    public List<String> output(String containerId) {
        return engine.with(containerId, container -> container.lastOutput(Integer.MAX_VALUE));
    }

    private void end(String containerId, int code, boolean memory) {
        engine.with(containerId, container -> {
            container.end(code, memory);
            return container;
        });
        engine.changed();
    }
}
