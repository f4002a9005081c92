package orchestrator.reconciler.simulated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.runtime.LeaseGroup;

/** All that a pretended engine remembers, changed under one lock. */
final class SimulatedEngine {
    private final Map<String, SimulatedContainer> containers = new LinkedHashMap<>();
    private final Map<Owner, Set<VolumeId>> volumes = new LinkedHashMap<>();
    private final Set<String> images = new TreeSet<>();
    private final Set<String> strangers = new TreeSet<>();
    private final Set<InstanceId> failing = new LinkedHashSet<>();
    private final Map<String, Kind> refusedPulls = new TreeMap<>();
    private final Set<String> broken = new TreeSet<>();
    private final Set<String> unknownPaths = new TreeSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Set<LeaseGroup> closed = new LinkedHashSet<>();
    private int created;
    private boolean silent;
    private boolean full;

    private record Owner(ClusterId cluster, NodeName node) {}

    synchronized List<ObservedContainer> list(ClusterId cluster, NodeName node) {
        return containers.values().stream().map(SimulatedContainer::observed)
                .filter(each -> each.identity().cluster().equals(cluster)
                        && each.identity().node().equals(node))
                .toList();
    }

    synchronized String create(ContainerRequest request) {
        String name = nameOf(request.identity());
        if (strangers.contains(name) || containers.values().stream()
                .anyMatch(each -> nameOf(each.request().identity()).equals(name))) {
            throw refused(Kind.NAME_TAKEN, "the name " + name + " is taken");
        }
        if (!images.contains(request.image())) {
            throw refused(Kind.IMAGE_MISSING, "no image " + request.image() + " on this node");
        }
        if (full) {
            throw refused(Kind.NO_SPACE, "no space left on the disk of the engine");
        }
        created++;
        String id = "simulated-" + created;
        containers.put(id, new SimulatedContainer(id, request));
        Owner owner = new Owner(request.identity().cluster(), request.identity().node());
        request.volumes().forEach(mount -> volumes
                .computeIfAbsent(owner, _ -> new TreeSet<>())
                .add(new VolumeId(request.identity().instance(), mount.name())));
        return id;
    }

    synchronized void remove(String containerId) {
        SimulatedContainer container = containers.get(containerId);
        if (container != null && container.isRunning()) {
            throw refused(Kind.REFUSED, "a running container is not removed");
        }
        containers.remove(containerId);
    }

    synchronized void removeByForce(String containerId) {
        containers.remove(containerId).end(137, false);
    }

    /** Does something with a container; whatever it returns is what was seen under the lock. */
    synchronized <T> T with(String containerId, Function<SimulatedContainer, T> what) {
        SimulatedContainer container = containers.get(containerId);
        if (container == null) {
            throw refused(Kind.NO_SUCH_CONTAINER, "no container " + containerId);
        }
        return what.apply(container);
    }

    /** Does something with every running container of a group; returns how many there are. */
    synchronized int withGroup(LeaseGroup group, Consumer<SimulatedContainer> what) {
        List<SimulatedContainer> running = containers.values().stream()
                .filter(each -> each.isAlive() && each.request().leased()
                        && each.request().group().equals(group))
                .toList();
        running.forEach(what);
        return running.size();
    }

    /** While a group is closed, nothing of it can be started. */
    synchronized void closed(LeaseGroup group, boolean yes) {
        if (yes) {
            closed.add(group);
        } else {
            closed.remove(group);
        }
    }

    synchronized boolean mayStart(String containerId) {
        return with(containerId, wanted -> !wanted.request().leased()
                || !closed.contains(wanted.request().group()));
    }

    synchronized boolean isThere(String containerId) {
        return containers.containsKey(containerId);
    }

    synchronized boolean portsAreFreeFor(String containerId) {
        return with(containerId, wanted -> containers.values().stream()
                .noneMatch(wanted::collidesWith));
    }

    synchronized boolean anyContainer(Predicate<SimulatedContainer> which) {
        return containers.values().stream().anyMatch(which);
    }

    synchronized List<VolumeId> volumes(ClusterId cluster, NodeName node) {
        return new ArrayList<>(volumes.getOrDefault(new Owner(cluster, node), new TreeSet<>()));
    }

    synchronized boolean hasImage(String image) {
        return images.contains(image);
    }

    synchronized void image(String image, boolean present) {
        if (present) {
            images.add(image);
        } else {
            images.remove(image);
        }
    }

    synchronized void stranger(ContainerIdentity identity) {
        strangers.add(nameOf(identity));
    }

    synchronized boolean isFailing(ContainerRequest request) {
        return failing.contains(request.identity().instance())
                || broken.contains(request.image());
    }

    synchronized void broken(String image, boolean yes) {
        if (yes) {
            broken.add(image);
        } else {
            broken.remove(image);
        }
    }

    synchronized boolean isUnknown(String path) {
        return unknownPaths.contains(path);
    }

    synchronized void unknown(String path) {
        unknownPaths.add(path);
    }

    /** Fails as long as pulls of that image are refused. */
    synchronized void requirePull(String image) {
        if (refusedPulls.containsKey(image)) {
            throw refused(refusedPulls.get(image), "the registry does not give out " + image);
        }
    }

    synchronized void refusePull(String image, Kind why) {
        refusedPulls.put(image, why);
    }

    synchronized void allowPull(String image) {
        refusedPulls.remove(image);
    }

    synchronized void failing(InstanceId instance, boolean yes) {
        if (yes) {
            failing.add(instance);
        } else {
            failing.remove(instance);
        }
    }

    synchronized boolean isSilent() {
        return silent;
    }

    synchronized void silent(boolean yes) {
        silent = yes;
    }

    synchronized void full(boolean yes) {
        full = yes;
    }

    void listen(Runnable changed) {
        listeners.add(changed);
    }

    void unlisten(Runnable changed) {
        listeners.remove(changed);
    }

    /** Never called under the lock: a listener may look at once. */
    void changed() {
        listeners.forEach(Runnable::run);
    }

    static ContainerRuntimeException refused(Kind kind, String message) {
        return new ContainerRuntimeException(kind, message, null);
    }

    private static String nameOf(ContainerIdentity identity) {
        return identity.cluster() + " " + identity.instance() + " " + identity.incarnation();
    }
}
