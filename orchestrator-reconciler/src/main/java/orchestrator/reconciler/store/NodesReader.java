package orchestrator.reconciler.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Name;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.wire.RecordCodec;

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
    /** The newest assignment of each node that was ever seen here. */
    private final SortedMap<NodeName, Long> generations = new TreeMap<>();
    private final SortedMap<NodeName, Seen> seen = new TreeMap<>();
    private final SortedSet<NodeName> changed = new TreeSet<>();
    private final SortedSet<NodeName> restless = new TreeSet<>();
    private final SortedSet<NodeName> doubtful = new TreeSet<>();
    private boolean everything;
    private ClusterId cluster = SnapshotReader.NO_CLUSTER;
    private List<String> names = List.of();
    private List<String> present = List.of();
    private List<String> assigned = List.of();
    private boolean strays;
    private final NodeList all = new NodeList();

    NodesReader(RecordCache cache) {
        this.cache = cache;
    }

    /** A node as it was last looked at; empty where nobody may write for it. */
    private record Seen(Optional<NodeObservation> node, boolean doubtful) {
        Seen unreported() {
            return new Seen(node.map(NodeObservation::unreported), doubtful);
        }

        /** Whether it has to be looked at again though nothing tells of it. */
        boolean isRestless() {
            return doubtful || node.filter(Seen::isNoted).isPresent();
        }

        private static boolean isNoted(NodeObservation node) {
            return node.silentSince().isPresent() || node.status().trouble().isPresent()
                    || !node.noted().equals(NodeObservation.Noted.NOTHING);
        }
    }

    /** What a look at one node needs beside its records. */
    private record Look(List<String> present, ClusterId cluster, Silence silence) {
        boolean isPresent(NodeName name) {
            return Collections.binarySearch(present, name.value()) >= 0;
        }
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
        note(node, assignment.generation());
    }

    private void note(NodeName node, long generation) {
        generations.merge(node, generation, Math::max);
    }

    /** All nodes that may be written for, sorted by name. */
    List<NodeObservation> read(ClusterId now, Silence silence) {
        meet(cache.children(Paths.PRESENCE));
        Look look = new Look(present, now, silence);
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
        if (now != present) {
            SortedSet<String> moved = new TreeSet<>(present);
            List<String> came = now.stream().filter(name -> !moved.remove(name)).toList();
            came.stream().filter(Name::isValid).map(NodeName::new).forEach(this::readAnew);
            moved.addAll(came);
            moved.stream().filter(Name::isValid).map(NodeName::new).forEach(changed::add);
            present = now;
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

    /** While one part is taken apart, the next is on its way. */
    private void lookAt(List<NodeName> due, Look look) {
        Runnable coming = cache.beginReadAhead(paths(due, 0));
        for (int from = 0; from < due.size(); from += AHEAD) {
            coming.run();
            coming = cache.beginReadAhead(paths(due, from + AHEAD));
            for (NodeName name : due.subList(from, Math.min(from + AHEAD, due.size()))) {
                take(name, observe(name, look));
            }
        }
    }

    /** Of the next part. A status before the assignment it is of: see {@link #assignment}. */
    private static List<String> paths(List<NodeName> due, int from) {
        return due.stream().skip(from).limit(AHEAD).flatMap(name -> Stream.of(Paths.status(name),
                Paths.node(name), Paths.assignment(name), Paths.intent(name))).toList();
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

    private Seen observe(NodeName name, Look look) {
        Optional<Instant> since = look.silence().since(name, look.isPresent(name));
        RecordCache.Entry<NodeStatus> status = cache.get(Paths.status(name),
                data -> status(name, RecordCodec.decode(NodeStatus.class, data)));
        NodeStatus known = status.lastKnown().orElseGet(() -> NodeStatus.none(name));
        RecordCache.Entry<NodeRecord> record = cache.get(Paths.node(name),
                data -> RecordCodec.decode(NodeRecord.class, data));
        RecordCache.Entry<NodeAssignment> assignment = assignment(name, known.generation());
        RecordCache.Entry<NodeIntent> intent = cache.get(Paths.intent(name),
                data -> RecordCodec.decode(NodeIntent.class, data));
        if (record.value().isEmpty() || assignment.isUnreadable()) {
            return new Seen(Optional.empty(),
                    record.isUnreadable() || assignment.isUnreadable());
        }
        Optional<String> what = unreadable(intent, status);
        NodeObservation node = new NodeObservation(record.value().get(), since,
                intent.lastKnown(),
                assignment.value().orElseGet(() -> NodeAssignment.none(look.cluster())),
                assignment.version(),
                what.map(each -> inDoubt(known, each + " cannot be read")).orElse(known),
                since.flatMap(_ -> look.silence().lease(name)), record.version());
        Seen seen = whole(node);
        return noted(isOld(status, record) ? seen.unreported() : seen, look.silence());
    }

    private NodeStatus status(NodeName name, NodeStatus now) {
        return SharedRows.of(now, cache.lastKnown(Paths.status(name)),
                cache.lastKnown(Paths.assignment(name)));
    }

    /** An agent writes its node's record when it comes back, and only then what it finds there. */
    private static boolean isOld(RecordCache.Entry<NodeStatus> status,
            RecordCache.Entry<NodeRecord> record) {
        return status.value().isPresent() && status.sequence() < record.sequence();
    }

    private static Seen noted(Seen seen, Silence silence) {
        NodeObservation node = seen.node().orElseThrow();
        boolean troubled = node.silentSince().isEmpty() && node.status().trouble().isPresent();
        return new Seen(Optional.of(node.withNoted(silence.noted(node.name(), troubled))),
                seen.doubtful());
    }

    /** What was acted on was assigned before: an older one is older than what its agent has read. */
    private RecordCache.Entry<NodeAssignment> assignment(NodeName name, long actedOn) {
        Function<byte[], NodeAssignment> decode = data -> RecordCodec.decode(NodeAssignment.class,
                data);
        RecordCache.Entry<NodeAssignment> first = cache.get(Paths.assignment(name), decode);
        return generation(first) < actedOn
                ? cache.getAnew(Paths.assignment(name), decode)
                : first;
    }

    private static long generation(RecordCache.Entry<NodeAssignment> assignment) {
        return assignment.value().map(NodeAssignment::generation).orElse(0L);
    }

    /** What an agent did that a person calls dead counts no more. */
    private Seen whole(NodeObservation node) {
        long generation = node.assignment().generation();
        boolean lost = generation < generations.getOrDefault(node.name(), 0L)
                || generation < node.status().generation() && !node.isConfirmedDead();
        if (!lost) {
            note(node.name(), generation);
            return new Seen(Optional.of(node), false);
        }
        // Its agent knows more of it, as soon as it has seen it.
        String why = node.status().trouble()
                .filter(trouble -> trouble.code() == ReasonCode.FROZEN).map(Reason::text)
                .orElse("the newest assignment of " + node.name() + " cannot be read");
        return new Seen(Optional.of(node.with(node.assignment(),
                inDoubt(node.status(), why))), true);
    }

    private static Optional<String> unreadable(RecordCache.Entry<NodeIntent> intent,
            RecordCache.Entry<NodeStatus> status) {
        if (status.isUnreadable()) {
            return Optional.of("the record of its status");
        }
        return intent.isUnreadable()
                ? Optional.of("the record of its draining")
                : Optional.empty();
    }

    private static NodeStatus inDoubt(NodeStatus known, String why) {
        return new NodeStatus(known.node(), known.generation(), known.instances(),
                known.volumes(), Optional.of(new Reason(ReasonCode.STORE_IN_DOUBT, why)),
                known.images());
    }
}
