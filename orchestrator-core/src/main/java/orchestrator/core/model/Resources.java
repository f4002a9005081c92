package orchestrator.core.model;

/** What an instance reserves or a node offers; memory is also the limit of the container. */
public record Resources(int milliCpu, long memoryBytes) {
    public static final Resources NONE = new Resources(0, 0);

    public Resources {
        if (milliCpu < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException("resources below zero: " + milliCpu + " milli-cpu, "
                    + memoryBytes + " bytes");
        }
    }

    public Resources plus(Resources other) {
        return new Resources(milliCpu + other.milliCpu, memoryBytes + other.memoryBytes);
    }
}
