package orchestrator.reconciler.wiring;

import java.util.UUID;

import orchestrator.core.model.NodeRecord;

/** Makes the record in which an agent says what its node offers. */
final class NodeRecords {
    private NodeRecords() {}

    /** @param logsAddress where the agent listens for readers of output */
    static NodeRecord of(AgentOptions options, NodeEngine engine, String logsAddress) {
        // The first port of a range is the agent's own, or kept free where it listens elsewhere.
        return new NodeRecord(options.node(),
                NodeCapacity.ofMachine(engine.facts(), options.offered()), options.labels(),
                options.addresses().node(), options.addresses().publish(), logsAddress,
                options.ports().first() + 1, options.ports().last(), UUID.randomUUID().toString(),
                ProgramVersion.get(), engine.simulated());
    }
}
