package orchestrator.reconciler.agent;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.Reason;
import orchestrator.core.state.ImageMemory;

/** What is known of the images this node needs. Only turns touch it. */
final class Images {
    private final SortedMap<String, ImageMemory> known = new TreeMap<>();
    private final Runnable progressed;

    /** @param progressed called when a pull got further */
    Images(Runnable progressed) {
        this.progressed = progressed;
    }

    SortedMap<String, ImageMemory> known() {
        return Collections.unmodifiableSortedMap(known);
    }

    /** Those of {@code needed} of which it must still be asked whether they are there. */
    SortedSet<String> unknown(SortedSet<String> needed) {
        SortedSet<String> unknown = new TreeSet<>(needed);
        unknown.removeAll(known.keySet());
        return unknown;
    }

    /** The engine's word on images that nothing was known of. */
    void looked(SortedMap<String, Boolean> found) {
        found.forEach((image, there) -> known.putIfAbsent(image,
                there ? ImageMemory.PRESENT : ImageMemory.ABSENT));
    }

    void pulling(String image, long done, long total) {
        known.compute(image, (_, memory) -> (memory == null ? ImageMemory.ABSENT : memory)
                .pulling(done, total));
    }

    /** Progress may come late: an image that has arrived stays. */
    void progress(String image, long done, long total) {
        ImageMemory memory = known.get(image);
        if (memory != null && memory.state() == ImageMemory.State.PULLING) {
            known.put(image, memory.pulling(done, total));
            progressed.run();
        }
    }

    void arrived(String image) {
        known.put(image, ImageMemory.PRESENT);
    }

    /** It was there and is not any more: someone removed it. */
    void vanished(String image) {
        known.put(image, ImageMemory.ABSENT);
    }

    void failed(String image, Reason why, Instant now) {
        known.compute(image, (_, memory) -> (memory == null ? ImageMemory.ABSENT : memory)
                .failed(why, now));
    }

    /** Forgets those that nothing needs, so that they are asked for again. */
    void keepOnly(SortedSet<String> needed) {
        known.keySet().retainAll(needed);
    }
}
