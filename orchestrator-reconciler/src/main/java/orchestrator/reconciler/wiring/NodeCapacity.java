package orchestrator.reconciler.wiring;

import orchestrator.core.model.Resources;
import orchestrator.reconciler.runtime.ContainerRuntime.EngineFacts;

/** What a node offers of the machine under it. */
final class NodeCapacity {
    private static final int MILLI = 1000;
    private static final long LEAST_BYTES = 512L << 20;

    private NodeCapacity() {}

    /** All of the machine, but for what was said otherwise. */
    static Resources ofMachine(EngineFacts machine, Resources said) {
        return new Resources(
                said.milliCpu() > 0 ? said.milliCpu() : machine.cpus() * MILLI,
                said.memoryBytes() > 0 ? said.memoryBytes() : machine.memoryBytes());
    }

    /**
     * What one of several nodes on the same machine offers: every cpu, because a reserved cpu is a
     * share that others use while it idles; but only its part of the memory, which nobody can use
     * twice. A part is never so small that an ordinary service would fit nowhere.
     */
    static Resources ofShare(EngineFacts machine, int nodes) {
        return new Resources(machine.cpus() * MILLI,
                Math.max(LEAST_BYTES, machine.memoryBytes() / nodes));
    }
}
