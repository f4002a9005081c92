package orchestrator.reconciler.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import orchestrator.reconciler.doctor.Seen;

/** What the kernel knows of its clock: whichever program keeps it right tells the kernel so. */
public final class KernelClock {
    /** Larger than the structure of any architecture; all zero, it asks and changes nothing. */
    private static final long BYTES = 512;
    private static final int NOT_SYNCHRONISED = 5;

    private KernelClock() {}

    /** True while something keeps the clock of this machine right. */
    @SuppressWarnings("restricted")
    public static Seen<Boolean> isSynchronised() {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MethodHandle ask = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("adjtimex"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            int state = (int) ask.invoke(arena.allocate(BYTES));
            return state < 0
                    ? Seen.not("the kernel does not tell it here")
                    : Seen.of(state != NOT_SYNCHRONISED);
        } catch (Throwable e) {
            return Seen.not("this is no Linux that tells it");
        }
    }
}
