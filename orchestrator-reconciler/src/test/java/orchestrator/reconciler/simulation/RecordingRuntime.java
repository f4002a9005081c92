package orchestrator.reconciler.simulation;

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
import orchestrator.reconciler.simulation.ContainerLog.Deed;

/** An engine of which every effect is written down. */
final class RecordingRuntime implements ContainerRuntime {
    private final ContainerRuntime engine;
    private final Timeline timeline;
    private final NodeName node;
    private final ContainerLog log;
    private Runnable beforeStart = () -> {};

    RecordingRuntime(ContainerRuntime engine, Timeline timeline, NodeName node,
            ContainerLog log) {
        this.engine = engine;
        this.timeline = timeline;
        this.node = node;
        this.log = log;
    }

    @Override
    public String create(ContainerRequest request) {
        String id = engine.create(request);
        log.created(timeline.now(), node, id, request.identity());
        return id;
    }

    /** From now on every start takes so much longer. */
    void slowStarts(Runnable wait) {
        beforeStart = wait;
    }

    @Override
    public void start(String containerId) {
        beforeStart.run();
        engine.start(containerId);
        log.add(timeline.now(), node, Deed.STARTED, containerId);
    }

    @Override
    public void stop(String containerId, String signal, Duration grace) {
        log.add(timeline.now(), node, Deed.STOPPED, containerId);
        engine.stop(containerId, signal, grace);
    }

    @Override
    public void remove(String containerId) {
        engine.remove(containerId);
        log.add(timeline.now(), node, Deed.REMOVED, containerId);
    }

    @Override
    public EngineFacts facts() {
        return engine.facts();
    }

    @Override
    public List<ObservedContainer> list(ClusterId cluster, NodeName name) {
        return engine.list(cluster, name);
    }

    @Override
    public boolean hasImage(String image) {
        return engine.hasImage(image);
    }

    @Override
    public void pull(String image, PullProgress progress) {
        engine.pull(image, progress);
    }

    @Override
    public void signal(String containerId, String signal) {
        engine.signal(containerId, signal);
    }

    @Override
    public void copyInto(String containerId, List<RenderedFile> files) {
        engine.copyInto(containerId, files);
    }

    @Override
    public CommandResult run(String containerId, List<String> command, Duration timeout) {
        return engine.run(containerId, command, timeout);
    }

    @Override
    public List<String> lastOutput(String containerId, int lines) {
        return engine.lastOutput(containerId, lines);
    }

    @Override
    public Following follow(String containerId, int lastLines, Consumer<String> line,
            Runnable end) {
        return engine.follow(containerId, lastLines, line, end);
    }

    @Override
    public List<VolumeId> volumes(ClusterId cluster, NodeName name) {
        return engine.volumes(cluster, name);
    }

    @Override
    public Following events(Runnable changed) {
        return engine.events(changed);
    }

    @Override
    public void close() {
        engine.close();
    }
}
