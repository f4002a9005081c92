package orchestrator.core.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import orchestrator.core.model.NodeName;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * How fast lost nodes are emptied while the {@link Brake} is off: in any {@link #WINDOW} one node, or
 * a tenth of all where that is more. What looks like one loss after the other is often one cause that
 * is about to pass, and each move costs whoever uses what is moved.
 *
 * <p>It follows from what is seen, without memory: the silent nodes stand in line by when they fell
 * silent, also those that this term has emptied already. A node counts as silent from its turn on,
 * and whoever waits for a loss waits from then.
 */
public final class LossPace {
    static final Duration WINDOW = Duration.ofSeconds(10);
    static final int SHARE = 10;

    private final TreeMap<NodeName, Instant> turns = new TreeMap<>();

    private LossPace() {}

    static LossPace of(WantedInstances wanted, ObservedState observed) {
        LossPace pace = new LossPace();
        List<NodeObservation> line = observed.nodes().stream()
                .filter(node -> node.silentSince().isPresent() && node.intent().isEmpty())
                .filter(node -> isInLine(wanted, observed, node))
                .sorted(Comparator.comparing((NodeObservation node) -> since(node))
                        .thenComparing(NodeObservation::name))
                .toList();
        int atOnce = Math.max(1, observed.nodes().size() / SHARE);
        List<Instant> turns = new ArrayList<>();
        for (NodeObservation node : line) {
            Instant free = turns.size() < atOnce
                    ? Instant.MIN
                    : turns.get(turns.size() - atOnce).plus(WINDOW);
            Instant turn = free.isAfter(since(node)) ? free : since(node);
            turns.add(turn);
            pace.turns.put(node.name(), turn);
        }
        return pace;
    }

    /** Something could be moved off it, or was in this term and left its tombstone. */
    private static boolean isInLine(WantedInstances wanted, ObservedState observed,
            NodeObservation node) {
        boolean emptied = node.assignment().epoch() == observed.epoch()
                && !node.assignment().tombstones().isEmpty();
        return emptied || Brake.hasMovable(wanted, observed, node);
    }

    private static Instant since(NodeObservation node) {
        return node.silentSince().orElseThrow();
    }

    /** How long until something may be moved off that node; empty when it may be by now. */
    Optional<Duration> wait(NodeObservation node, Duration lostAfter, Instant now) {
        return Optional.ofNullable(turns.get(node.name()))
                .map(turn -> Duration.between(now, turn.plus(lostAfter)))
                .filter(Duration::isPositive);
    }

    /**
     * How long until the next instance on a silent node counts as lost, or may be moved: when to plan
     * again, as nothing else will tell of it. Empty when time alone changes nothing.
     */
    public static Optional<Duration> nextMove(DesiredState desired, ObservedState observed) {
        if (observed.nodes().stream().allMatch(node -> node.silentSince().isEmpty())) {
            return Optional.empty();
        }
        WantedInstances wanted = Expansion.of(desired, observed);
        LossPace pace = of(wanted, observed);
        return observed.nodes().stream().flatMap(node -> pace.waits(wanted, observed, node))
                .min(Duration::compareTo);
    }

    private Stream<Duration> waits(WantedInstances wanted, ObservedState observed,
            NodeObservation node) {
        return node.assignment().instances().stream()
                .flatMap(each -> wanted.find(each.id()).stream())
                .map(each -> each.service().lostAfter()).distinct()
                .flatMap(lostAfter -> wait(node, lostAfter, observed.takenAt()).stream());
    }
}
