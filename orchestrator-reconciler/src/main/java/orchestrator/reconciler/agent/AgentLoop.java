package orchestrator.reconciler.agent;

import java.time.Duration;
import java.util.Optional;
import orchestrator.core.model.NodeRecord;
import orchestrator.reconciler.disk.Disk;
import orchestrator.reconciler.loop.Loop;
import orchestrator.reconciler.loop.Timeline;

/**
 * The agent of one node: looks at store and engine, plans, acts, reports. A crash at any moment is
 * harmless: the next agent finds everything again in the engine, the store and the state directory.
 */
public final class AgentLoop {
    private static final Duration TICK = Duration.ofSeconds(2);
    /** With the patience of a look still within the time in which a silent engine must be shown. */
    private static final Duration QUIET_TICK = Duration.ofSeconds(3);

    private final Timeline timeline;
    private final NodeRecord node;
    private final AgentWorld world;
    private final LocalCopy copy;
    private final Loop loop;
    private Optional<NodeWork> work = Optional.empty();
    private boolean closed;

    /**
     * An agent that does nothing before {@link #start}.
     *
     * @param disk of this agent alone, which outlives it
     */
    public AgentLoop(Timeline timeline, NodeRecord node, Disk disk, AgentWorld world) {
        this.timeline = timeline;
        this.node = node;
        this.world = world;
        this.copy = new LocalCopy(disk);
        this.loop = new Loop("agent " + node.name(), timeline, () -> Optional.of(tick()),
                this::step);
    }

    /** Reads what this node remembers and begins. */
    public void start() {
        timeline.work(() -> {
            LocalCopy.Found found = copy.load(timeline.now());
            timeline.run(() -> begin(found));
        });
    }

    /** Stops looking and acting; containers run on. */
    public void close() {
        timeline.run(() -> {
            closed = true;
            loop.close();
            work.ifPresent(NodeWork::close);
        });
    }

    private void begin(LocalCopy.Found found) {
        if (closed) {
            return;
        }
        NodeWork begun = new NodeWork(timeline, node, world, copy, found, loop::wake);
        work = Optional.of(begun);
        begun.start();
        loop.wake();
    }

    private Duration tick() {
        return work.filter(NodeWork::isQuiet).isPresent() ? QUIET_TICK : TICK;
    }

    private void step() {
        work.ifPresent(NodeWork::step);
    }
}
