package orchestrator.reconciler.runtime;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.ObservedContainer;

/**
 * The container engine of one node. Every call has a deadline of its own and throws
 * {@link ContainerRuntimeUnavailableException} when the engine does not answer within it (the call
 * may have had its effect), or {@link ContainerRuntimeException} when the engine refuses.
 */
public interface ContainerRuntime extends AutoCloseable {
    /** What the engine is and what the machine under it has. */
    EngineFacts facts();

    /** Containers, in any state, that carry the labels of this cluster and node. */
    List<ObservedContainer> list(ClusterId cluster, NodeName node);

    boolean hasImage(String image);

    /**
     * Fetches an image; blocks until it is there, up to ten minutes without progress.
     *
     * @param progress called with bytes done and bytes known of, as they change
     * @throws ContainerRuntimeException with {@link ContainerRuntimeException.Kind#IMAGE_MISSING}
     *         when no registry has it
     */
    void pull(String image, PullProgress progress);

    /**
     * Creates a container, without starting it, and returns its id.
     *
     * @throws ContainerRuntimeException with kind NAME_TAKEN when that name exists
     */
    String create(ContainerRequest request);

    /** Starts a created or ended container; nothing happens when it runs. */
    void start(String containerId);

    /** Sends the signal, then SIGKILL after {@code grace}; nothing happens when it has ended. */
    void stop(String containerId, String signal, Duration grace);

    /** Sends a signal such as {@code HUP} to the container's first process. */
    void signal(String containerId, String signal);

    /** Removes an ended container, its volumes stay. Nothing happens when it is gone. */
    void remove(String containerId);

    /** Writes files into a container, running or not; parent directories are made. */
    void copyInto(String containerId, List<RenderedFile> files);

    /** Runs a command inside and returns how it ended; longer than {@code timeout} is a failure. */
    CommandResult run(String containerId, List<String> command, Duration timeout);

    /** The last lines of output, at most {@code lines}. */
    List<String> lastOutput(String containerId, int lines);

    /** Follows the output until the returned handle is closed or the container ends. */
    Following follow(String containerId, int lastLines, Consumer<String> line, Runnable end);

    /** The volumes on this engine that belong to this cluster and node. */
    List<VolumeId> volumes(ClusterId cluster, NodeName node);

    /** Calls {@code changed} whenever something happened to a container. A hint, like a watch. */
    Following events(Runnable changed);

    @Override
    void close();

    /** Bytes done and bytes known of so far; {@code total} may grow. */
    interface PullProgress {
        void at(long done, long total);
    }

    /** Something open that must be closed. */
    interface Following {
        void close();
    }

    /** How a command ended. */
    record CommandResult(int exitCode, String output) {}

    /** A file for a container; {@code mode} as in chmod. */
    record RenderedFile(String path, byte[] content, int mode) {}

    /** The machine and the engine. */
    record EngineFacts(String engine, String version, int cpus, long memoryBytes) {}
}
