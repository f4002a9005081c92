package orchestrator.benchmarks.table;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the measuring thread used of a core within one iteration, beside the time that passed: on a
 * machine that others use as well it is the steadier figure.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Nanoseconds of processor time between {@link #begin} and {@link #end}. */
    public double cpuNanos;
    /** How often that was added up. */
    public double rounds;
    private long begun;

    /** Each iteration counts for itself. */
    @Setup(Level.Iteration)
    public void reset() {
        cpuNanos = 0;
        rounds = 0;
    }

    /** Called first in what is measured. */
    public void begin() {
        begun = THREADS.getCurrentThreadCpuTime();
    }

    /** Called last in what is measured. */
    public void end() {
        cpuNanos += THREADS.getCurrentThreadCpuTime() - begun;
        rounds++;
    }
}
