package orchestrator.core.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an instance reserves or a node offers; memory is also the limit of the container. */
public record Resources(int milliCpu, long memoryBytes) {
    private static final long KIB = 1024;
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

    public Resources minus(Resources other) {
        return new Resources(milliCpu - other.milliCpu, memoryBytes - other.memoryBytes);
    }

    /** Cpus as a person writes them: {@code 1}, {@code 0.5}, {@code 0.125}. */
    public static String cpuText(int milliCpu) {
        return BigDecimal.valueOf(milliCpu, 3).stripTrailingZeros().toPlainString();
    }

    /** Bytes as a person writes them, in units of 1024: {@code 512MB}, {@code 1.5GB}. */
    public static String memoryText(long bytes) {
        if (bytes < KIB) {
            return bytes + "B";
        }
        if (bytes < KIB * KIB) {
            return tenths(bytes, KIB) + "KB";
        }
        return bytes < KIB * KIB * KIB
                ? tenths(bytes, KIB * KIB) + "MB"
                : tenths(bytes, KIB * KIB * KIB) + "GB";
    }

    /** Written out as in {@link Arrangement#equals}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Resources that
                && milliCpu == that.milliCpu && memoryBytes == that.memoryBytes;
    }

    @Override
    public int hashCode() {
        return 31 * milliCpu + Long.hashCode(memoryBytes);
    }

    private static String tenths(long bytes, long unit) {
        return BigDecimal.valueOf(bytes)
                .divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros().toPlainString();
    }
}
