package orchestrator.core.scheduler;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Ordered;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** What every node has given out, sorted by name. */
public final class ClusterLedger {
    private final NodeLedger[] byIndex;
    private final TreeSet<Integer> replaced = new TreeSet<>();
    private final TreeSet<String> scarceImages = new TreeSet<>();
    private final Census census;
    private Rankings rankings = new Rankings(this);
    private Explanations explanations = new Explanations(this);
    private Instant takenAt;
    private NodeLedger last;

    /** The ledger that follows from the assignments as they are. */
    public ClusterLedger(ObservedState observed) {
        takenAt = observed.takenAt();
        census = new Census(observed.nodes().size());
        byIndex = new NodeLedger[observed.nodes().size()];
        for (int i = 0; i < byIndex.length; i++) {
            put(observed.nodes().get(i), i);
        }
    }

    private ClusterLedger(ClusterLedger other) {
        takenAt = other.takenAt;
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
        scarceImages.addAll(refusedImages(node));
    }

    private static List<String> refusedImages(NodeObservation node) {
        return node.status().images().isEmpty()
                ? List.of()
                : node.status().images().stream()
                        .filter(image -> Filters.isRefused(Optional.of(image.state())))
                        .map(ImageStatus::image).toList();
    }

    /**
     * The same nodes are seen anew: what was given out in between is not, unless it is assigned now.
     * Must not be asked of one that has others from {@link #with}.
     *
     * @param changed the places of all that are not the very same as they were
     * @throws IllegalArgumentException when they are other nodes
     */
    public void see(ObservedState observed, List<Integer> changed) {
        takenAt = observed.takenAt();
        explanations = new Explanations(this);
        changed.forEach(place -> see(byIndex[place], observed.nodes().get(place)));
        List<NodeLedger> altered = List.copyOf(census.altered());
        census.altered().clear();
        altered.forEach(node -> node.see(observed.nodes().get(node.index())));
    }

    /** Zones go by labels, and needs by which images are scarce: rankings of others are void. */
    private void see(NodeLedger node, NodeObservation seen) {
        NodeObservation before = node.observation();
        if (!before.name().equals(seen.name())) {
            throw new IllegalArgumentException(seen.name() + " stands where " + before.name()
                    + " was");
        }
        node.see(seen);
        boolean isScarcer = scarceImages.addAll(refusedImages(seen));
        if (isScarcer || !before.node().labels().equals(seen.node().labels())) {
            rankings = new Rankings(this);
        }
    }

    Instant takenAt() {
        return takenAt;
    }

    public Collection<NodeLedger> nodes() {
        return Collections.unmodifiableList(Arrays.asList(byIndex));
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
            Optional<NodeLedger> found = Ordered.find(Arrays.asList(byIndex),
                    each -> each.name().compareTo(name));
            if (found.isEmpty()) {
                return found;
            }
            last = found.get();
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
        Optional<NodeLedger> best = rankings.best(seeker);
        best.ifPresent(node -> last = node);
        return best;
    }

    /** Where older incarnations of it may run, if that makes a difference to it. */
    List<Integer> homes(Seeker seeker) {
        if (!seeker.mindsItself()) {
            return List.of();
        }
        List<Integer> homes = census.homes().of(seeker.request().id());
        return replaced.isEmpty()
                ? homes
                : Stream.concat(homes.stream(), replaced.stream()).distinct().toList();
    }

    /** The nodes that run that very instance, by name. */
    public List<NodeLedger> homes(InstanceId id) {
        List<Integer> homes = census.homes().of(id);
        return homes.size() == 1
                ? List.of(byIndex[homes.getFirst()])
                : homes.stream().map(this::node).toList();
    }

    /** Calls {@code each} with every instance that runs anywhere. */
    public void forEachInstance(Consumer<InstanceId> each) {
        census.homes().forEach(each);
    }

    /** All of them, by name. */
    Stream<NodeLedger> all() {
        return Arrays.stream(byIndex);
    }
}
