package orchestrator.reconciler.simulation.zookeeper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.store.ClusterStore;

/**
 * What a client watches. As the real adapter it has one lasting recursive watch per path, sets all
 * of them again on a new connection, and hints then that anything may have changed.
 */
final class ClientWatches {
    private static final int SHORTEST_MICROS = 200;
    private static final int LONGEST_MICROS = 2_000;

    private final SimulatedClusterStore client;
    private final SimulatedTimeline timeline;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<OneShot> oneShots = new ArrayList<>();

    private static final class Group {
        private final List<Listener> listeners = new ArrayList<>();
        private boolean installed;
    }

    /** Compared by identity: the same consumer may be added twice. */
    private static final class Listener {
        private final Consumer<String> changed;

        Listener(Consumer<String> changed) {
            this.changed = changed;
        }
    }

    ClientWatches(SimulatedClusterStore client, SimulatedTimeline timeline) {
        this.client = client;
        this.timeline = timeline;
    }

    ClusterStore.Watch add(String path, Consumer<String> changed) {
        Group group = groups.computeIfAbsent(path, _ -> new Group());
        Listener listener = new Listener(changed);
        group.listeners.add(listener);
        if (!group.installed) {
            client.link().connection().ifPresent(on -> install(path, group, on));
        }
        return () -> remove(path, group, listener);
    }

    private void remove(String path, Group group, Listener listener) {
        group.listeners.remove(listener);
        if (group.listeners.isEmpty() && groups.remove(path, group)) {
            client.link().connection()
                    .ifPresent(on -> on.replica().watches().removeRecursive(path, on));
        }
    }

    private static void install(String path, Group group, Connection on) {
        group.installed = true;
        on.replica().watches().addRecursive(path, on);
    }

    /** A watch that ends with its first event. */
    OneShot addOnce(OneShot.Kind kind, String path, Consumer<OneShot.Event> told) {
        OneShot watch = new OneShot(kind, path, told);
        oneShots.add(watch);
        client.link().connection().ifPresent(watch::install);
        return watch;
    }

    /** On a new connection; {@code all} also those that were set on the one before. */
    void reinstall(boolean all) {
        Optional<Connection> connection = client.link().connection();
        if (connection.isEmpty()) {
            return;
        }
        Connection on = connection.get();
        oneShots.removeIf(OneShot::hasFired);
        List.copyOf(oneShots).forEach(each -> each.reinstall(on, client.link().seen()));
        groups.forEach((path, group) -> {
            if (all || !group.installed) {
                install(path, group, on);
                client.beside(answered(), () -> {
                    if (client.link().connection().filter(on::equals).isPresent()) {
                        tell(path, path);
                    }
                });
            }
        });
    }

    /**
     * The servers tell of changes as soon as the connection is there; our adapter hints that anything
     * may have changed when its own request to set the watch is answered.
     */
    private Duration answered() {
        return Duration.ofNanos(1_000L * (SHORTEST_MICROS
                + timeline.random().nextInt(LONGEST_MICROS - SHORTEST_MICROS)));
    }

    void clear() {
        groups.clear();
        oneShots.clear();
    }

    /** Hints reach the process one by one, and each may be lost. */
    void tell(String watched, String changed) {
        Group group = groups.get(watched);
        if (group != null) {
            List.copyOf(group.listeners).forEach(each -> hint(each, changed));
        }
    }

    private void hint(Listener listener, String changed) {
        Call call = timeline.nextCall(client.process(), Call.Kind.STORE_HINT, changed);
        if (!timeline.fates().isLost(call) && !client.dropsHints()) {
            client.process().after(timeline.fates().delay(call),
                    () -> listener.changed.accept(changed));
        }
    }
}
