package orchestrator.reconciler.agent;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Check;
import orchestrator.core.state.ContainerRun;
import orchestrator.core.state.PlacementKey;

/** A run of a container that is to be checked, and whether its checks say it is ready. */
record CheckTarget(PlacementKey key, ContainerRun run, AssignedInstance assigned, Check check,
        boolean ready) {}
