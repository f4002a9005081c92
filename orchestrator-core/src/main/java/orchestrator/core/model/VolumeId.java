package orchestrator.core.model;

/** The data of one instance: {@code name} is what {@code volumes} calls it. */
public record VolumeId(InstanceId instance, String name) implements Comparable<VolumeId> {
    @Override
    public int compareTo(VolumeId other) {
        int byInstance = instance.compareTo(other.instance);
        return byInstance != 0 ? byInstance : name.compareTo(other.name);
    }
}
