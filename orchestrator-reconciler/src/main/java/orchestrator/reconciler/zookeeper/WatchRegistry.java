package orchestrator.reconciler.zookeeper;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import orchestrator.reconciler.store.ClusterStore;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lasting recursive watch in ZooKeeper per watched path, shared by all who watch it: the server
 * knows only one per path and client, and would drop it when the first of two is removed. After
 * every reconnect all are set again, and a hint says that anything may have changed meanwhile.
 */
final class WatchRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(WatchRegistry.class);

    private final CuratorFramework client;
    private final Map<String, Group> groups = new TreeMap<>();

    WatchRegistry(CuratorFramework client) {
        this.client = client;
    }

    /** All who watch one path. */
    private static final class Group implements Watcher {
        private final String path;
        private final List<Listener> listeners = new CopyOnWriteArrayList<>();
        private volatile boolean installed;

        Group(String path) {
            this.path = path;
        }

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() != Event.EventType.None && event.getPath() != null) {
                tell(event.getPath());
            }
        }

        void tell(String changed) {
            listeners.forEach(listener -> listener.changed().accept(changed));
        }
    }

    /** Compared by identity of {@code changed}: the same consumer may be added twice. */
    private static final class Listener {
        private final Consumer<String> changed;

        Listener(Consumer<String> changed) {
            this.changed = changed;
        }

        Consumer<String> changed() {
            return changed;
        }
    }

    ClusterStore.Watch add(String path, Consumer<String> changed) {
        Listener listener = new Listener(changed);
        Group group;
        synchronized (groups) {
            group = groups.computeIfAbsent(path, Group::new);
            group.listeners.add(listener);
        }
        // Without a connection each try would wait for one; the next connection sets it anyway.
        if (!group.installed && client.getZookeeperClient().isConnected()) {
            installNow(group);
        }
        return () -> remove(path, listener);
    }

    private void remove(String path, Listener listener) {
        synchronized (groups) {
            Group group = groups.get(path);
            if (group == null || !group.listeners.remove(listener)
                    || !group.listeners.isEmpty()) {
                return;
            }
            groups.remove(path);
            uninstall(group);
        }
    }

    void close() {
        synchronized (groups) {
            groups.values().forEach(group -> group.listeners.clear());
            groups.clear();
        }
    }

    /** Sets the watches on a new connection; {@code all} also those that the client thinks are set. */
    void reinstall(boolean all) {
        List<Group> missing;
        synchronized (groups) {
            missing = groups.values().stream().filter(group -> all || !group.installed).toList();
        }
        missing.forEach(this::installInBackground);
    }

    private void installNow(Group group) {
        try {
            client.watchers().add().withMode(AddWatchMode.PERSISTENT_RECURSIVE)
                    .usingWatcher(group).forPath(group.path);
            group.installed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // It is set, and its listeners are told, when there is a connection again.
            LOG.debug("watch of {} waits for a connection", group.path, e);
        }
    }

    private void installInBackground(Group group) {
        try {
            client.watchers().add().withMode(AddWatchMode.PERSISTENT_RECURSIVE)
                    .inBackground((same, event) -> {
                        if (event.getResultCode() == KeeperException.Code.OK.intValue()) {
                            group.installed = true;
                            group.tell(group.path);
                        }
                    })
                    .usingWatcher(group).forPath(group.path);
        } catch (Exception e) {
            LOG.debug("watch of {} waits for a connection", group.path, e);
        }
    }

    private void uninstall(Group group) {
        try {
            client.watchers().remove(group).quietly().inBackground().forPath(group.path);
        } catch (Exception e) {
            LOG.debug("watch of {} could not be removed; nobody listens to it", group.path, e);
        }
    }
}
