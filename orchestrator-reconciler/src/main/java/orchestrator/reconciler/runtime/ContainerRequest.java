package orchestrator.reconciler.runtime;

import java.time.Duration;
import java.util.List;

import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Resources;

/**
 * A container to be made, with nothing left open. The adapter derives the container's name and labels
 * from the identity, and never lets the engine restart it by itself.
 *
 * @param leased true for one of the {@link LeaseGroup} of its node: all its processes belong to it
 */
public record ContainerRequest(ContainerIdentity identity, String image, List<String> command,
        List<EnvironmentVariable> environment, List<PortBinding> ports, List<VolumeMount> volumes,
        Resources resources, String stopSignal, Duration stopGrace, boolean leased) {
    /** One that needs no lease. */
    public ContainerRequest(ContainerIdentity identity, String image, List<String> command,
            List<EnvironmentVariable> environment, List<PortBinding> ports,
            List<VolumeMount> volumes, Resources resources, String stopSignal,
            Duration stopGrace) {
        this(identity, image, command, environment, ports, volumes, resources, stopSignal,
                stopGrace, false);
    }

    /** The group it belongs to when it is {@code leased}. */
    public LeaseGroup group() {
        return new LeaseGroup(identity.cluster(), identity.node());
    }

    public record EnvironmentVariable(String name, String value) {
        /** Without the value, which may be a secret. */
        @Override
        public String toString() {
            return name + "=…";
        }
    }

    /** A port of the node's address that leads to a port of the container. */
    public record PortBinding(String address, int hostPort, int containerPort) {}

    /** {@code name} is what the declaration calls the volume. */
    public record VolumeMount(String name, String path) {}
}
