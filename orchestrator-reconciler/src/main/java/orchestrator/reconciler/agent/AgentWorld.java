package orchestrator.reconciler.agent;

import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.NetworkProbe;
import orchestrator.reconciler.store.ClusterRecords;

/** Everything outside that an agent talks to. */
public record AgentWorld(ClusterRecords records, ContainerRuntime runtime, NetworkProbe network,
        SecretOpener secrets, Fencer fencer) {}
