package orchestrator.reconciler.simulation.zookeeper;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.zookeeper.Refusal.Code;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/** The records of one server after the transactions it has applied. */
final class Tree {
    /** What our own writes never name: it matches whatever stands there. */
    static final int ANY_VERSION = -1;
    private static final byte[] NOTHING = {};

    private final Map<String, Znode> nodes = new HashMap<>();
    private long zxid;

    Tree() {
        nodes.put("/", new Znode(NOTHING, 0, 0));
    }

    /** What somebody wrote down, below which parents stand before their children. */
    static Tree of(Map<String, StoredRecord> records, long zxid) {
        Tree tree = new Tree();
        for (StoredRecord each : new TreeMap<>(records).values()) {
            Znode node = new Znode(each.data(), each.sequence(), each.owner());
            node.version = each.version();
            tree.nodes.put(each.path(), node);
            Znode parent = tree.nodes.get(parentOf(each.path()));
            parent.names.add(nameOf(each.path()));
            parent.everBelow++;
        }
        tree.nodes.values().forEach(node -> node.childrenChangedIn = zxid);
        tree.zxid = zxid;
        return tree;
    }

    Tree copy() {
        Tree copy = new Tree();
        nodes.forEach((path, node) -> copy.nodes.put(path, node.copy()));
        copy.zxid = zxid;
        return copy;
    }

    /** Of the last transaction in it. */
    long zxid() {
        return zxid;
    }

    Optional<Znode> find(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    Optional<StoredRecord> read(String path) {
        return find(path).map(found -> new StoredRecord(path, found.data, found.version,
                found.modifiedIn, found.owner));
    }

    /** Sorted. */
    List<String> children(String path) {
        return find(path).map(found -> List.copyOf(found.names)).orElse(List.of());
    }

    /** For each the transaction that last made or removed a record right below it. */
    List<Long> stampsBelow(List<String> paths) {
        return paths.stream().map(path -> find(path).map(found -> found.childrenChangedIn)
                .orElse(0L)).toList();
    }

    /** Paths of all records but the root, sorted. */
    List<String> paths() {
        return nodes.keySet().stream().filter(path -> !path.equals("/")).sorted().toList();
    }

    /** Paths of the records that hang on a session, sorted. */
    List<String> ownedBy(long session) {
        return nodes.entrySet().stream().filter(each -> each.getValue().owner == session)
                .map(Map.Entry::getKey).sorted().toList();
    }

    /** The records at and below {@code path}. */
    Stream<Znode> below(String path) {
        return nodes.entrySet().stream().filter(each -> each.getKey().equals(path)
                || each.getKey().startsWith(path + "/")).map(Map.Entry::getValue);
    }

    /** Makes all writes or none, then it is at that transaction. */
    Optional<Refusal> commit(Committed transaction, Rules rules) {
        Deque<Runnable> undo = new ArrayDeque<>();
        List<StoreWrite> writes = transaction.writes();
        for (int i = 0; i < writes.size(); i++) {
            Optional<Code> wrong = refuses(writes.get(i), rules, transaction.process());
            if (wrong.isPresent()) {
                undo.forEach(Runnable::run);
                return Optional.of(new Refusal(i, wrong.get()));
            }
            make(writes.get(i), transaction, undo);
        }
        zxid = transaction.zxid();
        return Optional.empty();
    }

    /** Makes what the leading server has found to fit. */
    void apply(Committed transaction) {
        commit(transaction, Rules.NONE).ifPresent(refusal -> {
            throw new AssertionError("a server cannot apply " + transaction + ": " + refusal);
        });
    }

    private Optional<Code> refuses(StoreWrite write, Rules rules, String identity) {
        Znode node = nodes.get(write.path());
        Znode parent = nodes.get(parentOf(write.path()));
        boolean missing = write instanceof StoreWrite.Create ? parent == null : node == null;
        if (missing) {
            return Optional.of(Code.NO_NODE);
        }
        Optional<Code> denied = rules.refuses(write, identity, this);
        return denied.isPresent() ? denied : switch (write) {
            case StoreWrite.Check check -> version(node, check.version());
            case StoreWrite.Update update -> version(node, update.version());
            case StoreWrite.Create _ -> creatable(node, parent);
            case StoreWrite.Delete delete -> version(node, delete.version())
                    .or(() -> when(!node.names.isEmpty(), Code.NOT_EMPTY));
        };
    }

    private static Optional<Code> creatable(Znode node, Znode parent) {
        return when(node != null, Code.NODE_EXISTS)
                .or(() -> when(parent.owner != 0, Code.NO_CHILDREN_FOR_EPHEMERALS));
    }

    private static Optional<Code> version(Znode node, int version) {
        return when(!fits(node.version, version), Code.BAD_VERSION);
    }

    private static Optional<Code> when(boolean wrong, Code code) {
        return wrong ? Optional.of(code) : Optional.empty();
    }

    /** Whether a write that names one version may be made where another stands. */
    static boolean fits(int standing, int named) {
        return named == ANY_VERSION || standing == named;
    }

    private void make(StoreWrite write, Committed in, Deque<Runnable> undo) {
        switch (write) {
            case StoreWrite.Check _ -> {
            }
            case StoreWrite.Create create -> {
                Znode made = new Znode(create.data(), in.zxid(),
                        create.ephemeral() ? in.session() : 0);
                nodes.put(create.path(), made);
                Znode parent = nodes.get(parentOf(create.path()));
                long before = parent.childrenChangedIn;
                parent.names.add(nameOf(create.path()));
                parent.everBelow++;
                parent.childrenChangedIn = in.zxid();
                undo.push(() -> {
                    nodes.remove(create.path());
                    parent.names.remove(nameOf(create.path()));
                    parent.everBelow--;
                    parent.childrenChangedIn = before;
                });
            }
            case StoreWrite.Update update -> update(update, in.zxid(), undo);
            case StoreWrite.Delete delete -> delete(delete.path(), in.zxid(), undo);
        }
    }

    private void update(StoreWrite.Update update, long in, Deque<Runnable> undo) {
        Znode node = nodes.get(update.path());
        byte[] data = node.data;
        long modified = node.modifiedIn;
        node.data = update.data();
        node.version++;
        node.modifiedIn = in;
        undo.push(() -> {
            node.data = data;
            node.version--;
            node.modifiedIn = modified;
        });
    }

    private void delete(String path, long in, Deque<Runnable> undo) {
        Znode gone = nodes.remove(path);
        Znode parent = nodes.get(parentOf(path));
        long before = parent.childrenChangedIn;
        parent.names.remove(nameOf(path));
        parent.childrenChangedIn = in;
        undo.push(() -> {
            nodes.put(path, gone);
            parent.names.add(nameOf(path));
            parent.childrenChangedIn = before;
        });
    }

    static String parentOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
