package orchestrator.core.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import orchestrator.core.model.NodeName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.NodeObservation.Emptied;
import orchestrator.core.state.ObservedState;

/**
 * How fast lost nodes are emptied while the {@link Brake} is off: in any {@link #WINDOW} one node, or
 * a tenth of all where that is more. What looks like one loss after the other is often one cause that
 * is about to pass, and each move costs whoever uses what is moved.
 *
 * <p>It counts what was done, and not what is silent: a node that was emptied takes its turn also
 * when it is back, and one that waits long for what it lost takes it when something is moved.
 */
public final class LossPace {
    static final Duration WINDOW = Duration.ofSeconds(10);
    static final int SHARE = 10;

    private final Instant now;
    private final int atOnce;
    private final Map<NodeName, Emptied> recent = new LinkedHashMap<>();

    private LossPace(ClusterIndex index) {
        now = index.observed().takenAt();
        atOnce = Math.max(1, index.observed().nodes().size() / SHARE);
        index.restless().forEach(node -> node.noted().emptied().filter(this::isRecent)
                .ifPresent(emptied -> recent.put(node.name(), emptied)));
    }

    static LossPace of(ClusterIndex index) {
        return new LossPace(index);
    }

    private boolean isRecent(Emptied emptied) {
        return emptied.last().plus(WINDOW).isAfter(now);
    }

    /** How many nodes more may begin their turn now. */
    int freeTurns() {
        return Math.max(0, atOnce - recent.size());
    }

    /** Whether something may be moved off that lost node now. */
    boolean mayEmpty(NodeName node) {
        Emptied turn = recent.get(node);
        return turn == null ? freeTurns() > 0 : turn.from().plus(WINDOW).isAfter(now);
    }

    /** Something is moved off it in this plan. */
    void takeTurn(NodeName node) {
        Emptied turn = recent.get(node);
        if (turn == null || !turn.last().equals(now)) {
            recent.put(node, next(Optional.ofNullable(turn), now));
        }
    }

    /** What to note of a node that is emptied now, after what was noted of it before. */
    public static Emptied next(Optional<Emptied> before, Instant now) {
        return before.filter(turn -> turn.last().plus(WINDOW).isAfter(now))
                .map(turn -> new Emptied(turn.from(), now))
                .orElseGet(() -> new Emptied(now, now));
    }

    /**
     * The lost nodes that {@code plan} moves something off, in a turn of theirs. What ran under a
     * lease does not count: it has ended, whatever becomes of its node.
     */
    public static SortedSet<NodeName> emptied(Plan plan, ObservedState observed) {
        SortedSet<NodeName> nodes = new TreeSet<>();
        for (Action action : plan.actions()) {
            boolean inTurn = action instanceof Action.Stop stop && !nodes.contains(stop.node())
                    && stop.reason().code() == ReasonCode.NODE_LOST
                    && observed.node(stop.node())
                            .filter(node -> node.intent().isEmpty())
                            .flatMap(node -> node.assignment().find(stop.instance(),
                                    stop.incarnation()))
                            .filter(assigned -> !assigned.isLeased()).isPresent();
            if (inTurn) {
                nodes.add(action.node());
            }
        }
        return nodes;
    }

    /**
     * How long until the next instance on a silent node counts as lost, or the next lost node may be
     * emptied: when to plan again, as nothing else will tell of it. Empty when time alone changes
     * nothing.
     */
    static Optional<Duration> nextMove(ClusterIndex index) {
        Instant now = index.observed().takenAt();
        Stream<Instant> losses = index.restless().stream()
                .flatMap(node -> node.silentSince().stream()
                        .flatMap(since -> losses(index.wanted(), node, since)));
        boolean anySilent = index.restless().stream()
                .anyMatch(node -> node.silentSince().isPresent() && node.intent().isEmpty());
        Stream<Instant> turns = of(index).recent.values().stream().filter(_ -> anySilent)
                .map(turn -> turn.last().plus(WINDOW));
        return Stream.concat(losses, turns).filter(now::isBefore).min(Instant::compareTo)
                .map(next -> Duration.between(now, next));
    }

    private static Stream<Instant> losses(WantedInstances wanted, NodeObservation node,
            Instant since) {
        return node.assignment().instances().stream()
                .flatMap(each -> wanted.find(each.id()).stream())
                .map(each -> since.plus(each.service().lostAfter()));
    }
}
