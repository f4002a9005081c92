package orchestrator.core.scheduler;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** What every node has given out, sorted by name. */
public final class ClusterLedger {
    private final Instant takenAt;
    private final TreeMap<NodeName, NodeLedger> nodes = new TreeMap<>();
    private final NodeLedger[] byIndex;
    private final TreeSet<Integer> replaced = new TreeSet<>();
    private final TreeSet<String> scarceImages = new TreeSet<>();
    private final Census census;
    private final Rankings rankings = new Rankings(this);
    private final Explanations explanations = new Explanations(this);
    private NodeLedger last;

    /** The ledger that follows from the assignments as they are. */
    public ClusterLedger(ObservedState observed) {
        takenAt = observed.takenAt();
        TreeMap<NodeName, NodeObservation> sorted = new TreeMap<>();
        observed.nodes().forEach(each -> sorted.put(each.name(), each));
        census = new Census(sorted.size());
        byIndex = new NodeLedger[sorted.size()];
        sorted.values().forEach(each -> put(each, nodes.size()));
    }

    private ClusterLedger(ClusterLedger other) {
        takenAt = other.takenAt;
        nodes.putAll(other.nodes);
        byIndex = other.byIndex.clone();
        replaced.addAll(other.replaced);
        scarceImages.addAll(other.scarceImages);
        census = other.census;
    }

    /**
     * The same ledgers, and a new one for the node that is seen otherwise. What is given out on
     * any other node afterwards is given out in both.
     *
     * @throws IllegalArgumentException when there is no such node
     */
    public ClusterLedger with(NodeObservation changed) {
        ClusterLedger other = new ClusterLedger(this);
        int index = node(changed.name()).index();
        other.put(changed, index);
        other.replaced.add(index);
        return other;
    }

    private void put(NodeObservation node, int index) {
        byIndex[index] = new NodeLedger(node, index, census);
        nodes.put(node.name(), byIndex[index]);
        node.status().images().stream()
                .filter(image -> Filters.isRefused(Optional.of(image.state())))
                .map(ImageStatus::image).forEach(scarceImages::add);
    }

    Instant takenAt() {
        return takenAt;
    }

    public Collection<NodeLedger> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    /**
     * The ledger of a node.
     *
     * @throws IllegalArgumentException when there is no such node
     */
    public NodeLedger node(NodeName name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no node " + name));
    }

    /** Most often the one that was chosen just before. */
    Optional<NodeLedger> find(NodeName name) {
        if (last == null || !last.name().equals(name)) {
            NodeLedger found = nodes.get(name);
            if (found == null) {
                return Optional.empty();
            }
            last = found;
        }
        return Optional.of(last);
    }

    NodeLedger node(int index) {
        return byIndex[index];
    }

    int size() {
        return byIndex.length;
    }

    Census census() {
        return census;
    }

    Explanations explanations() {
        return explanations;
    }

    /** Indexes of the nodes that are seen otherwise here than by the census. */
    Collection<Integer> replaced() {
        return replaced;
    }

    /** True when some node could not get that image. */
    boolean isScarce(String image) {
        return scarceImages.contains(image);
    }

    /** Those that run any of the group, by name, and perhaps some that do not. */
    Stream<NodeLedger> running(Group group) {
        return IntStream.concat(group.nodes(), replaced.stream().mapToInt(Integer::intValue))
                .sorted().distinct().mapToObj(this::node);
    }

    /** The best node that may take it, when it is not tied to any; empty when none may. */
    Optional<NodeLedger> best(Seeker seeker) {
        Optional<NodeLedger> best = rankings.of(seeker).best(seeker, homes(seeker));
        best.ifPresent(node -> last = node);
        return best;
    }

    /** Where older incarnations of it may run, if that makes a difference to it. */
    List<Integer> homes(Seeker seeker) {
        if (!seeker.mindsItself()) {
            return List.of();
        }
        List<Integer> homes = census.homes(seeker.request().id());
        return replaced.isEmpty()
                ? homes
                : Stream.concat(homes.stream(), replaced.stream()).distinct().toList();
    }

    /** All of them, by name. */
    Stream<NodeLedger> all() {
        return Arrays.stream(byIndex);
    }
}
