package orchestrator.reconciler.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.runtime.LeaseGroup;
import orchestrator.reconciler.simulated.SimulatedDeed.Cause;

/** All that a pretended engine remembers, changed under one lock. */
final class SimulatedEngine {
    private static final Duration BEFORE_RESTART = Duration.ofMillis(100);
    private static final Duration STANDING_STILL = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final SimulatedImages images = new SimulatedImages();
    private final SimulatedChecks checks = new SimulatedChecks();
    private final SimulatedDaemon daemon = new SimulatedDaemon();
    private final Map<String, SimulatedContainer> containers = new LinkedHashMap<>();
    private final Map<Owner, Set<VolumeId>> volumes = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<SimulatedDeed>> witnesses = new CopyOnWriteArrayList<>();
    private final Set<LeaseGroup> closed = new LinkedHashSet<>();
    private Duration slowStarts = Duration.ZERO;
    private int created;
    private boolean full;

    private record Owner(ClusterId cluster, NodeName node) {}

    SimulatedEngine(Timeline timeline) {
        this.timeline = timeline;
    }

    SimulatedImages images() {
        return images;
    }

    SimulatedChecks checks() {
        return checks;
    }

    SimulatedDaemon daemon() {
        return daemon;
    }

    synchronized List<ObservedContainer> list(ClusterId cluster, NodeName node) {
        return containers.values().stream().map(SimulatedContainer::observed)
                .filter(each -> each.identity().cluster().equals(cluster)
                        && each.identity().node().equals(node))
                .toList();
    }

    /** In the order of a real engine: the image is looked for before the name. */
    synchronized String create(ContainerRequest request) {
        Owner owner = new Owner(request.identity().cluster(), request.identity().node());
        requireSpace();
        request.volumes().forEach(mount -> volumes
                .computeIfAbsent(owner, _ -> new TreeSet<>())
                .add(new VolumeId(request.identity().instance(), mount.name())));
        if (!images.has(request.image())) {
            throw refused(Kind.IMAGE_MISSING, "no image " + request.image() + " on this node");
        }
        return put(nameOf(request.identity()), request, Cause.CALL);
    }

    synchronized String put(String name, ContainerRequest request, Cause cause) {
        requireFree(name);
        created++;
        String id = "simulated-" + created;
        SimulatedContainer made = new SimulatedContainer(id, name, request, this::happened);
        containers.put(id, made);
        made.did(SimulatedDeed.Kind.CREATED, cause);
        return id;
    }

    synchronized void rename(String containerId, String name) {
        requireFree(name);
        with(containerId, container -> {
            container.rename(name);
            return container;
        });
    }

    private void requireFree(String name) {
        if (containers.values().stream().anyMatch(each -> each.name().equals(name))) {
            throw refused(Kind.NAME_TAKEN, "the name " + name + " is taken");
        }
    }

    /** Fails while the disk of the engine is full. */
    synchronized void requireSpace() {
        if (full) {
            throw refused(Kind.NO_SPACE, "no space left on the disk of the engine");
        }
    }

    /** What the engine does when it is told to start a container; nothing when it runs. */
    synchronized void start(String containerId, Cause cause) {
        SimulatedContainer wanted = with(containerId, Function.identity());
        if (wanted.isRunning()) {
            return;
        }
        if (wanted.isPaused() || wanted.isDead()) {
            throw refused(Kind.REFUSED, "a paused or dead container is not started");
        }
        if (wanted.request().leased() && closed.contains(wanted.request().group())) {
            wanted.failedToStart();
            throw refused(Kind.REFUSED, "no process can be started in its group");
        }
        if (containers.values().stream().anyMatch(wanted::collidesWith)) {
            wanted.failedToStart();
            throw refused(Kind.PORT_TAKEN, "a port of it is taken on this node");
        }
        if (wanted.hasNoProgram()) {
            wanted.failedToStart();
            throw refused(Kind.REFUSED, "its command is not in the image");
        }
        wanted.start(timeline.now(), cause);
    }

    /** An ended container goes, and one that is not there any more has gone. */
    synchronized void remove(String containerId, Cause cause) {
        SimulatedContainer container = containers.get(containerId);
        if (container == null) {
            return;
        }
        if (container.isAlive()) {
            throw refused(Kind.REFUSED, "a running container is not removed");
        }
        containers.remove(containerId);
        container.did(SimulatedDeed.Kind.REMOVED, cause);
    }

    /** Does something with a container; whatever it returns is what was seen under the lock. */
    synchronized <T> T with(String containerId, Function<SimulatedContainer, T> what) {
        return find(containerId, what).orElseThrow(
                () -> refused(Kind.NO_SUCH_CONTAINER, "no container " + containerId));
    }

    /** As {@link #with}; empty when there is no such container. */
    synchronized <T> Optional<T> find(String containerId, Function<SimulatedContainer, T> what) {
        return Optional.ofNullable(containers.get(containerId)).map(what);
    }

    /** Does something with every container that is alive; returns how many there are. */
    synchronized int withAlive(Predicate<SimulatedContainer> which,
            Consumer<SimulatedContainer> what) {
        List<SimulatedContainer> alive = containers.values().stream()
                .filter(SimulatedContainer::isAlive).filter(which).toList();
        alive.forEach(what);
        return alive.size();
    }

    /** As {@link #withAlive} with those of a group. */
    int withGroup(LeaseGroup group, Consumer<SimulatedContainer> what) {
        return withAlive(each -> each.request().leased() && each.request().group().equals(group),
                what);
    }

    /** While a group is closed, nothing of it can be started. */
    synchronized void closed(LeaseGroup group, boolean yes) {
        if (yes) {
            closed.add(group);
        } else {
            closed.remove(group);
        }
    }

    synchronized boolean anyContainer(Predicate<SimulatedContainer> which) {
        return containers.values().stream().anyMatch(which);
    }

    synchronized List<VolumeId> volumes(ClusterId cluster, NodeName node) {
        return new ArrayList<>(volumes.getOrDefault(new Owner(cluster, node), new TreeSet<>()));
    }

    synchronized void full(boolean yes) {
        full = yes;
    }

    synchronized void slowStarts(Duration more) {
        slowStarts = more;
    }

    /** How much longer than usual each start takes. */
    synchronized Duration slowStarts() {
        return slowStarts;
    }

    void listen(Runnable changed) {
        listeners.add(changed);
    }

    void unlisten(Runnable changed) {
        listeners.remove(changed);
    }

    /** Tells {@code witness} of everything that happens to a container, at once. */
    void watch(Consumer<SimulatedDeed> witness) {
        witnesses.add(witness);
    }

    /** Never called under the lock: a listener may look at once. */
    void changed() {
        if (daemon.answers()) {
            listeners.forEach(Runnable::run);
        }
    }

    private void happened(SimulatedDeed deed) {
        witnesses.forEach(witness -> witness.accept(deed));
        switch (deed.kind()) {
            case STARTED -> endLater(deed.containerId());
            case EXITED -> restartLater(deed);
            default -> {
            }
        }
    }

    private void endLater(String containerId) {
        SimulatedContainer container = containers.get(containerId);
        int run = container.runs();
        container.program().ends().filter(Duration::isPositive).ifPresent(
                after -> timeline.after(after, () -> endNow(container, run)));
    }

    private void endNow(SimulatedContainer container, int run) {
        synchronized (this) {
            if (container.isAliveIn(run) && container.isPaused()) {
                timeline.after(STANDING_STILL, () -> endNow(container, run));
                return;
            }
            if (container.isAliveIn(run)) {
                container.end(container.program().exitCode(), Cause.ITSELF);
            }
        }
        changed();
    }

    /** Of one that nobody asked the engine to end. */
    private void restartLater(SimulatedDeed deed) {
        SimulatedContainer container = containers.get(deed.containerId());
        boolean unasked = switch (deed.cause()) {
            case ITSELF, MEMORY, FENCER, CALL, HAND -> true;
            case POWER, ENGINE -> false;
        };
        if (unasked && container.isRestarted()) {
            timeline.after(BEFORE_RESTART, () -> restart(container.id()));
        }
    }

    /** What an engine does when it begins: starts what it was told to keep running. */
    void restartAll() {
        List<String> ended;
        synchronized (this) {
            ended = containers.values().stream()
                    .filter(each -> each.isRestarted() && !each.isAlive())
                    .map(SimulatedContainer::id).toList();
        }
        ended.forEach(this::restart);
    }

    /** Does nothing to one that was removed, or cannot be started. */
    void restart(String containerId) {
        try {
            start(containerId, Cause.ENGINE);
        } catch (ContainerRuntimeException e) {
            return;
        }
        changed();
    }

    static ContainerRuntimeException refused(Kind kind, String message) {
        return new ContainerRuntimeException(kind, message, null);
    }

    static String nameOf(ContainerIdentity identity) {
        return identity.cluster() + " " + identity.instance() + " " + identity.incarnation();
    }
}
