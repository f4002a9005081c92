package orchestrator.reconciler.simulation.zookeeper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.store.StoreWrite;

/** Who wants to be told of what by one server. It knows only who is connected to it now. */
final class WatchTable {
    private final Map<String, List<Connection>> recursive = new HashMap<>();
    private final Map<String, List<OneShot>> data = new HashMap<>();
    private final Map<String, List<OneShot>> children = new HashMap<>();

    /** Lasting, of everything at and below {@code path}; once per connection. */
    void addRecursive(String path, Connection connection) {
        List<Connection> known = recursive.computeIfAbsent(path, _ -> new ArrayList<>());
        if (!known.contains(connection)) {
            known.add(connection);
        }
    }

    void removeRecursive(String path, Connection connection) {
        recursive.getOrDefault(path, new ArrayList<>()).remove(connection);
    }

    /** Gone with the first event it is told. */
    void add(OneShot watch) {
        table(watch).computeIfAbsent(watch.path(), _ -> new ArrayList<>()).add(watch);
    }

    void drop(Connection connection) {
        recursive.values().forEach(each -> each.remove(connection));
        data.values().forEach(each -> each.removeIf(one -> one.isOf(connection)));
        children.values().forEach(each -> each.removeIf(one -> one.isOf(connection)));
    }

    private Map<String, List<OneShot>> table(OneShot watch) {
        return watch.kind() == OneShot.Kind.CHILDREN ? children : data;
    }

    /** Tells everybody of a transaction, in the order of its writes. */
    void tell(Committed transaction) {
        for (StoreWrite write : transaction.writes()) {
            if (!(write instanceof StoreWrite.Check)) {
                tellRecursive(write.path());
                tellOnce(write);
            }
        }
    }

    private void tellRecursive(String changed) {
        String at = changed;
        while (true) {
            List<Connection> found = recursive.get(at);
            if (found != null) {
                String watched = at;
                List.copyOf(found).forEach(each -> each.hint(watched, changed));
            }
            if (at.equals("/")) {
                return;
            }
            at = Tree.parentOf(at);
        }
    }

    private void tellOnce(StoreWrite write) {
        String path = write.path();
        switch (write) {
            case StoreWrite.Create _ -> {
                fire(data, path, OneShot.Event.CREATED);
                fire(children, Tree.parentOf(path), OneShot.Event.CHILDREN_CHANGED);
            }
            case StoreWrite.Update _ -> fire(data, path, OneShot.Event.CHANGED);
            case StoreWrite.Delete _ -> {
                fire(data, path, OneShot.Event.DELETED);
                fire(children, path, OneShot.Event.DELETED);
                fire(children, Tree.parentOf(path), OneShot.Event.CHILDREN_CHANGED);
            }
            case StoreWrite.Check _ -> {
            }
        }
    }

    private static void fire(Map<String, List<OneShot>> table, String path, OneShot.Event event) {
        List<OneShot> found = table.remove(path);
        if (found != null) {
            found.forEach(each -> each.fire(event));
        }
    }
}
