package orchestrator.core.model;

/**
 * What a container is of, for ever; its name and labels carry it.
 *
 * @param container  {@link SpecHash#ofContainer} of what it was made from
 * @param generation of the assignment that asked for it
 */
public record ContainerIdentity(ClusterId cluster, NodeName node, InstanceId instance,
        Incarnation incarnation, SpecHash container, long generation) {}
