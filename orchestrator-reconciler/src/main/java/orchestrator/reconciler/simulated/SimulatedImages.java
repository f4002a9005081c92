package orchestrator.reconciler.simulated;

import static orchestrator.reconciler.simulated.SimulatedEngine.refused;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;

/** The images of a pretended engine, and which more it can get. */
final class SimulatedImages {
    private final Set<String> present = new TreeSet<>();
    private final Map<String, Kind> refused = new TreeMap<>();
    private Duration slowness = Duration.ZERO;

    synchronized boolean has(String image) {
        return present.contains(image);
    }

    synchronized void put(String image, boolean yes) {
        if (yes) {
            present.add(image);
        } else {
            present.remove(image);
        }
    }

    /** Fails as long as pulls of that image are refused. */
    synchronized void requirePull(String image) {
        if (image.endsWith(":no-such-tag") || image.contains("missing")) {
            throw refused(Kind.IMAGE_MISSING, "no registry has " + image);
        }
        if (refused.containsKey(image)) {
            throw refused(refused.get(image), "the registry does not give out " + image);
        }
    }

    synchronized void refuse(String image, Kind why) {
        refused.put(image, why);
    }

    synchronized void allow(String image) {
        refused.remove(image);
    }

    /** How much longer than usual each pull takes. */
    synchronized Duration slowness() {
        return slowness;
    }

    synchronized void slow(Duration more) {
        slowness = more;
    }
}
