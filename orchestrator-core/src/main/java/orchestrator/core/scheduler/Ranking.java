package orchestrator.core.scheduler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import orchestrator.core.model.ServiceSpec;

/**
 * The nodes that may take an instance of one service and copy, the best first. What filters and
 * scorers say of a node is kept, and they are asked again about the few nodes that have changed
 * since, or that run somebody whom another service or copy sees with other eyes.
 */
final class Ranking {
    private final ClusterLedger cluster;
    private final Need need;
    private final Scores scores;
    private final List<Zone> zones = new ArrayList<>();
    private final Zone[] zoneOf;
    private final int[] siblings;
    private final BitSet aside = new BitSet();
    private Group asideFor = Group.NOBODY;
    private long laidAside;
    private Seeker seeker;
    private long seen;

    Ranking(Need need, Seeker seeker, ClusterLedger cluster) {
        this.cluster = cluster;
        this.need = need;
        this.seeker = seeker.anyOfItsKind();
        this.scores = new Scores(cluster.size());
        this.zoneOf = new Zone[cluster.size()];
        this.siblings = new int[need.spreadLabel().isPresent() ? cluster.size() : 0];
        divide();
        lookAtAll();
    }

    /** Nodes without the label are together: each of them is refused for that alone. */
    private void divide() {
        int[] places = new int[cluster.size()];
        TreeMap<String, Zone> byValue = new TreeMap<>();
        Zone rest = newZone(places);
        for (int node = 0; node < zoneOf.length; node++) {
            int index = node;
            zoneOf[node] = need.spreadLabel().flatMap(label -> cluster.node(index).label(label))
                    .map(value -> byValue.computeIfAbsent(value, any -> newZone(places)))
                    .orElse(rest);
        }
    }

    private Zone newZone(int[] places) {
        Zone zone = new Zone(new NodeHeap(scores, places));
        zones.add(zone);
        return zone;
    }

    boolean isOf(Need other) {
        return need.equals(other);
    }

    boolean isOf(Group service) {
        return seeker.siblings() == service;
    }

    boolean isOf(ServiceSpec service) {
        return seeker.service() == service;
    }

    /** How many nodes must be looked at to see with the eyes of another. */
    int distance(Seeker other) {
        int bySiblings = other.siblings() == seeker.siblings()
                ? 0
                : other.siblings().size() + seeker.siblings().size();
        int byMates = other.mates() == seeker.mates()
                ? 0
                : other.mates().size() + seeker.mates().size();
        return bySiblings + byMates;
    }

    /** Ranks for another service of the same need, or another copy; and sees what has changed. */
    void turnTo(Seeker other) {
        boolean isOther = other.service() != seeker.service()
                || other.siblings() != seeker.siblings() || other.mates() != seeker.mates();
        Seeker before = seeker;
        if (isOther) {
            seeker = other.anyOfItsKind();
        }
        if (!cluster.census().remembers(seen)) {
            lookAtAll();
            return;
        }
        catchUp();
        if (before.siblings() != seeker.siblings()) {
            lookAt(before.siblings());
            lookAt(seeker.siblings());
        }
        if (before.mates() != seeker.mates()) {
            lookAt(before.mates());
            lookAt(seeker.mates());
        }
        if (isOther) {
            cluster.replaced().forEach(node -> look(node, seeker));
        }
    }

    /** The best node for {@code itself}, which alone sees its own homes as they are for it. */
    Optional<NodeLedger> best(Seeker itself, List<Integer> homes) {
        homes.forEach(node -> look(node, itself));
        int best = -1;
        for (Zone zone : zones) {
            if (zone.hasRoom()
                    && (best < 0 || scores.isBetter(zone.nodes().best(), best))) {
                best = zone.nodes().best();
            }
        }
        homes.forEach(node -> look(node, seeker));
        return best < 0 ? Optional.empty() : Optional.of(cluster.node(best));
    }

    /**
     * The best node that runs none of that group. Those that are better and do are laid aside for as
     * long as the same group is asked for, {@code most} of them at a time: empty when there are more.
     */
    Optional<NodeLedger> bestWithout(Group group, int most) {
        if (asideFor != group) {
            aside.stream().forEach(node -> look(node, seeker));
            aside.clear();
            asideFor = group;
        }
        NodeHeap nodes = zones.getFirst().nodes();
        for (int laid = 0; !nodes.isEmpty(); laid++) {
            int best = nodes.best();
            if (cluster.node(best).count(group) == 0) {
                return Optional.of(cluster.node(best));
            }
            if (laid == most) {
                return Optional.empty();
            }
            nodes.remove(best);
            aside.set(best);
            laidAside++;
        }
        return Optional.empty();
    }

    /** How often a node was laid aside so far. */
    long laidAside() {
        return laidAside;
    }

    /** Sees what has changed. */
    void catchUp() {
        if (!cluster.census().remembers(seen)) {
            lookAtAll();
        }
        long changes = cluster.census().changes();
        while (seen < changes) {
            look(cluster.census().changedBy(seen++), seeker);
        }
    }

    private void lookAtAll() {
        seen = cluster.census().changes();
        IntStream.range(0, cluster.size()).forEach(node -> look(node, seeker));
    }

    private void lookAt(Group group) {
        group.nodes().forEach(node -> look(node, seeker));
    }

    private void look(int index, Seeker as) {
        NodeLedger node = cluster.node(index);
        Zone zone = zoneOf[index];
        if (siblings.length > 0) {
            zone.count(as.siblingsOn(node) - siblings[index]);
            siblings[index] = as.siblingsOn(node);
        }
        if (Filters.allow(as, node)) {
            scores.set(node, as);
            zone.nodes().put(index);
        } else {
            zone.nodes().remove(index);
        }
    }
}
