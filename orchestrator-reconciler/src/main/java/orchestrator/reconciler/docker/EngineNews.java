package orchestrator.reconciler.docker;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Whether anything can have happened on an engine since it was last asked: by what its events tell,
 * and by what calls of ours may have done. While its events are not heard, anything can.
 */
final class EngineNews {
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong volumeChanges = new AtomicLong();
    private final ConcurrentMap<String, Long> touched = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger listeners = new AtomicInteger();
    private volatile long unheardUntil;

    /**
     * The number of the last change to any container. An answer that was asked for at this number
     * stands for as long as the number does.
     */
    long containers() {
        return isHeard() ? changes.get() : changes.incrementAndGet();
    }

    /** The same for volumes; of those that others make or remove there is no news. */
    long volumes() {
        return isHeard() ? volumeChanges.get() : volumeChanges.incrementAndGet();
    }

    /** True when nothing was heard of that container since it was looked at, at that number. */
    boolean isUntouchedSince(String containerId, long number) {
        return isHeard() && unheardUntil <= number
                && touched.getOrDefault(containerId, 0L) <= number;
    }

    /** True when all that was done to that container since the events are heard is that it was made. */
    boolean isUntouched(String containerId) {
        return isHeard() && !touched.containsKey(containerId);
    }

    /** True while a call of ours does something to that container. */
    boolean isUnderWay(String containerId) {
        return underWay.containsKey(containerId);
    }

    private boolean isHeard() {
        return listeners.get() > 0;
    }

    /** Someone listens to the events from now on; what was known before counts no more. */
    void listening() {
        touched.clear();
        unheardUntil = changes.incrementAndGet();
        volumeChanges.incrementAndGet();
        listeners.incrementAndGet();
    }

    /** One who did listens no more. */
    void deaf() {
        listeners.decrementAndGet();
        unheardUntil = changes.incrementAndGet();
    }

    /** A container came or went, or something happened that leaves each as it is. */
    void changed() {
        changes.incrementAndGet();
    }

    /** Something happened to a container. */
    void touched(String containerId) {
        touched.put(containerId, changes.incrementAndGet());
    }

    /** That container is not there any more. */
    void forget(String containerId) {
        touched.remove(containerId);
    }

    /** Makes a call that makes a container; what it did may be seen before it returns. */
    <T> T making(Supplier<T> call) {
        changed();
        try {
            return call.get();
        } finally {
            changed();
        }
    }

    /** The same for a container that needs volumes. */
    <T> T makingWithVolumes(Supplier<T> call) {
        try {
            return making(call);
        } finally {
            volumeChanges.incrementAndGet();
        }
    }

    /** Makes a call that does something to a container. */
    <T> T touching(String containerId, Supplier<T> call) {
        underWay.merge(containerId, 1, Integer::sum);
        changed();
        try {
            return call.get();
        } finally {
            underWay.computeIfPresent(containerId, (_, calls) -> calls == 1 ? null : calls - 1);
            touched(containerId);
        }
    }
}
