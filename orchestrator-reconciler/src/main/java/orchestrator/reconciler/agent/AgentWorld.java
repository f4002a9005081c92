package orchestrator.reconciler.agent;

import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.MachineMarks;
import orchestrator.reconciler.runtime.NetworkProbe;
import orchestrator.reconciler.store.ClusterRecords;

/** Everything outside that an agent talks to, and by what the machine it is on can be told. */
public record AgentWorld(ClusterRecords records, ContainerRuntime runtime, NetworkProbe network,
        SecretOpener secrets, Fencer fencer, MachineMarks machine) {

    /** On a machine of which nothing can be told. */
    public AgentWorld(ClusterRecords records, ContainerRuntime runtime, NetworkProbe network,
            SecretOpener secrets, Fencer fencer) {
        this(records, runtime, network, secrets, fencer, MachineMarks.NONE);
    }
}
