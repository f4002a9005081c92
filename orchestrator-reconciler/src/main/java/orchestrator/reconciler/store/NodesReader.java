package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Name;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.store.NodeSight.Look;
import orchestrator.reconciler.store.NodeSight.Seen;
import orchestrator.reconciler.store.ReadAhead.Wanted;

/**
 * All nodes, each looked at again only when something of it may be another: one of its records, or
 * what is noted of it while it is silent, in trouble or in doubt. A node of which nothing is another
 * is the same object, and where that holds for all the list is the same.
 */
final class NodesReader {
    private static final List<String> ROOTS = List.of(Paths.NODES, Paths.PRESENCE, Paths.INTENTS,
            Paths.ASSIGNMENTS, Paths.STATUS);
    /** So many nodes are read ahead at once: all of a large cluster would take much room. */
    private static final int AHEAD = 125;

    private final RecordCache cache;
    private final NodeSight sight;
    private final SortedMap<NodeName, Seen> seen = new TreeMap<>();
    private final SortedSet<NodeName> changed = new TreeSet<>();
    private final SortedSet<NodeName> restless = new TreeSet<>();
    private final SortedSet<NodeName> doubtful = new TreeSet<>();
    private boolean everything;
    private ClusterId cluster = SnapshotReader.NO_CLUSTER;
    private List<String> names = List.of();
    private List<String> present = List.of();
    private List<String> assigned = List.of();
    private List<String> intended = List.of();
    private boolean strays;
    private final NodeList all = new NodeList();

    NodesReader(RecordCache cache) {
        this.cache = cache;
        this.sight = new NodeSight(cache);
    }

    /** The record at {@code path} may be another. */
    void changed(String path) {
        String root = path.substring(0, Math.max(0, path.indexOf('/', 1)));
        if (ROOTS.contains(path)) {
            everything();
        } else if (ROOTS.contains(root)) {
            String name = path.substring(root.length() + 1);
            if (Name.isValid(name)) {
                changed.add(new NodeName(name));
            }
        }
    }

    /** Any record may be another. */
    void everything() {
        everything = true;
    }

    /** The caller has written this assignment, which stands at that version now. */
    void wrote(NodeName node, NodeAssignment assignment, int version) {
        cache.wrote(Paths.assignment(node), assignment, version);
        changed.add(node);
        sight.note(node, assignment.generation());
    }

    /** All nodes that may be written for, sorted by name. */
    List<NodeObservation> read(ClusterId now, Silence silence) {
        meet(cache.children(Paths.PRESENCE));
        intend(cache.children(Paths.INTENTS));
        Look look = new Look(present, intended, now, silence);
        know(cache.children(Paths.NODES), cache.children(Paths.ASSIGNMENTS));
        if (everything || !now.equals(cluster)) {
            changed.addAll(seen.keySet());
            cluster = now;
            everything = false;
        }
        changed.retainAll(seen.keySet());
        SortedSet<NodeName> due = new TreeSet<>(changed);
        due.addAll(restless);
        lookAt(List.copyOf(due), look);
        return all.of(() -> seen.values().stream().flatMap(each -> each.node().stream()).toList());
    }

    /** True when the last read found something that it could not read, or that was lost. */
    boolean inDoubt() {
        return strays || !doubtful.isEmpty();
    }

    /** Whoever came or went has to be looked at, also when no hint told of it. */
    private void meet(List<String> now) {
        moved(present, now, this::readAnew, _ -> {});
        present = now;
    }

    /** Few nodes have an intent, so that it is asked only who has one. */
    private void intend(List<String> now) {
        moved(intended, now, name -> cache.distrust(Paths.intent(name)),
                name -> cache.gone(Paths.intent(name)));
        intended = now;
    }

    private void moved(List<String> before, List<String> now, Consumer<NodeName> came,
            Consumer<NodeName> went) {
        if (now != before) {
            SortedSet<String> gone = new TreeSet<>(before);
            for (String name : now) {
                if (!gone.remove(name)) {
                    moved(name, came);
                }
            }
            gone.forEach(name -> moved(name, went));
        }
    }

    private void moved(String name, Consumer<NodeName> told) {
        if (Name.isValid(name)) {
            told.accept(new NodeName(name));
            changed.add(new NodeName(name));
        }
    }

    /** The hint of its new record may come later, or be lost. */
    private void readAnew(NodeName name) {
        cache.distrust(Paths.node(name));
        cache.distrust(Paths.status(name));
    }

    private void know(List<String> nodes, List<String> assignments) {
        if (nodes != names) {
            SortedSet<NodeName> known = new TreeSet<>();
            nodes.stream().filter(Name::isValid).map(NodeName::new).forEach(known::add);
            if (seen.keySet().retainAll(known)) {
                all.stale();
            }
            restless.retainAll(known);
            doubtful.retainAll(known);
            for (NodeName name : known) {
                if (seen.putIfAbsent(name, new Seen(Optional.empty(), false)) == null) {
                    changed.add(name);
                }
            }
        }
        if (nodes != names || assignments != assigned) {
            strays = !new TreeSet<>(nodes).containsAll(assignments);
        }
        names = nodes;
        assigned = assignments;
    }

    /** While one part is looked at, the next is taken apart, and the one after it on its way. */
    private void lookAt(List<NodeName> due, Look look) {
        Runnable here = cache.beginReadAhead(wanted(due, 0, look)).get();
        Supplier<Runnable> coming = cache.beginReadAhead(wanted(due, AHEAD, look));
        for (int from = 0; from < due.size(); from += AHEAD) {
            Runnable next = coming.get();
            coming = cache.beginReadAhead(wanted(due, from + 2 * AHEAD, look));
            here.run();
            here = next;
            for (NodeName name : due.subList(from, Math.min(from + AHEAD, due.size()))) {
                take(name, sight.of(name, look));
            }
        }
    }

    private static List<Wanted> wanted(List<NodeName> due, int from, Look look) {
        List<Wanted> wanted = new ArrayList<>();
        for (int i = from; i < Math.min(from + AHEAD, due.size()); i++) {
            wanted.addAll(NodeSight.wanted(due.get(i), look));
        }
        return wanted;
    }

    private void take(NodeName name, Seen now) {
        Seen before = seen.get(name);
        if (!now.equals(before)) {
            seen.put(name, now);
            all.change(before.node(), now.node());
        }
        keep(restless, name, now.isRestless());
        keep(doubtful, name, now.doubtful());
        changed.remove(name);
    }

    private static void keep(SortedSet<NodeName> set, NodeName name, boolean in) {
        if (in) {
            set.add(name);
        } else {
            set.remove(name);
        }
    }
}
