package orchestrator.reconciler.fence;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the pages of this process in memory, so that a machine out of memory does not delay it. */
final class MemoryLock {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryLock.class);
    private static final int PRESENT_AND_FUTURE_ONCE_USED = 1 | 2 | 4;

    private MemoryLock() {}

    /** Locks what is in use and what will be. Says so in the log where it may not. */
    @SuppressWarnings("restricted")
    static void lock() {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle lock = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("mlockall"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int result = (int) lock.invokeExact(PRESENT_AND_FUTURE_ONCE_USED);
            if (result != 0) {
                LOG.warn("the memory of the fencer is not locked: it may not, or the limit is low");
            }
        } catch (Throwable e) {
            LOG.warn("the memory of the fencer cannot be locked here: {}", e.toString());
        }
    }
}
