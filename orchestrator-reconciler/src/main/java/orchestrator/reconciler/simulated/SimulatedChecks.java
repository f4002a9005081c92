package orchestrator.reconciler.simulated;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.core.model.InstanceId;
import orchestrator.reconciler.runtime.ContainerRequest;

/** Which pretended containers run and do not do what they should. */
final class SimulatedChecks {
    private final Set<InstanceId> failing = new LinkedHashSet<>();
    private final Set<String> broken = new TreeSet<>();
    private final Set<String> unknownPaths = new TreeSet<>();

    synchronized boolean isFailing(ContainerRequest request) {
        return failing.contains(request.identity().instance())
                || broken.contains(request.image());
    }

    synchronized void fail(InstanceId instance, boolean yes) {
        put(failing, instance, yes);
    }

    synchronized void breakImage(String image, boolean yes) {
        put(broken, image, yes);
    }

    synchronized boolean isUnknown(String path) {
        return unknownPaths.contains(path);
    }

    synchronized void unknown(String path) {
        unknownPaths.add(path);
    }

    private static <T> void put(Set<T> set, T element, boolean yes) {
        if (yes) {
            set.add(element);
        } else {
            set.remove(element);
        }
    }
}
