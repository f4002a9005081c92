package orchestrator.reconciler.agent;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.state.ImageMemory;

/** What is known of the images this node needs. Only turns touch it. */
final class Images {
    private static final int MOST_REMEMBERED = 20;

    private final SortedMap<String, ImageMemory> known = new TreeMap<>();
    private final Runnable progressed;
    private long lastLook;

    /** @param progressed called when a pull got further */
    Images(Runnable progressed) {
        this.progressed = progressed;
    }

    /** What is known now; later news are not in it. */
    SortedMap<String, ImageMemory> known() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(known));
    }

    /** What could not be had when the agent before this one reported last. */
    void adopt(List<ImageStatus> reported, Instant now) {
        for (ImageStatus each : reported) {
            switch (each.state().code()) {
                case IMAGE_MISSING, IMAGE_PULL_FAILED -> known.merge(each.image(),
                        ImageMemory.adopted(each.state(), now),
                        (mine, its) -> mine.equals(ImageMemory.ABSENT) ? its : mine);
                default -> {
                    // What is there, or on its way, is asked for anew.
                }
            }
        }
    }

    /**
     * Forgets why {@code image} could not be had, and that the next try has to wait: somebody asks
     * for it anew, and may have mended it before.
     */
    void askedAnew(String image) {
        if (missed().contains(image)) {
            known.remove(image);
        }
    }

    /** Those of {@code needed} of which it must still be asked whether they are there. */
    SortedSet<String> unknown(SortedSet<String> needed) {
        SortedSet<String> unknown = new TreeSet<>(needed);
        unknown.removeAll(known.keySet());
        return unknown;
    }

    /** Those no pull has brought so far: someone may have built or loaded them meanwhile. */
    SortedSet<String> missed() {
        SortedSet<String> missed = new TreeSet<>();
        known.forEach((image, memory) -> {
            if (memory.state() == ImageMemory.State.ABSENT && memory.failure().isPresent()) {
                missed.add(image);
            }
        });
        return missed;
    }

    /** The engine's word, once for each look, on images nothing was known of or that were missed. */
    void looked(long look, SortedMap<String, Boolean> found) {
        if (look == lastLook) {
            return;
        }
        lastLook = look;
        SortedSet<String> missed = missed();
        found.forEach((image, there) -> {
            if (there && missed.contains(image)) {
                known.put(image, ImageMemory.PRESENT);
            }
            known.putIfAbsent(image, there ? ImageMemory.PRESENT : ImageMemory.ABSENT);
        });
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

    /** When the first of those that nothing needs is to be forgotten; empty when none is. */
    Optional<Instant> nextToForget(SortedSet<String> needed) {
        return known.entrySet().stream()
                .filter(each -> !needed.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .filter(each -> each.isHopeless() && each.state() == ImageMemory.State.ABSENT)
                .map(ImageMemory::knownUntil).min(Comparator.naturalOrder());
    }

    /**
     * Forgets those that nothing needs, so that they are asked for again; but not one whose pull is
     * under way, and the newest of those that could not be had only after a while: until then the
     * leader must know, or it would send back what it has just sent away for that image.
     */
    void keepOnly(SortedSet<String> needed, Instant now) {
        if (needed.containsAll(known.keySet())) {
            return;
        }
        SortedSet<String> kept = new TreeSet<>(needed);
        known.forEach((image, memory) -> {
            if (memory.state() == ImageMemory.State.PULLING) {
                kept.add(image);
            }
        });
        known.entrySet().stream()
                .filter(each -> !kept.contains(each.getKey()) && each.getValue().isHopeless()
                        && now.isBefore(each.getValue().knownUntil()))
                .sorted(Comparator.comparing((Map.Entry<String, ImageMemory> each) -> each
                        .getValue().knownUntil()).reversed())
                .limit(MOST_REMEMBERED).map(Map.Entry::getKey).toList().forEach(kept::add);
        known.keySet().retainAll(kept);
    }
}
