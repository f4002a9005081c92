package orchestrator.core.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rankings that were used last. A service whose need one of them is of can have that one turned
 * to it, or a new one: it is turned until as many nodes were looked at for it as a new one costs, so
 * that services which take turns soon have one each, and those that come once share one.
 */
final class Rankings {
    private static final int KEPT = 8;

    private final ClusterLedger cluster;
    private final List<Ranking> kept = new ArrayList<>();
    private final Strangers strangers;
    private int turned;

    Rankings(ClusterLedger cluster) {
        this.cluster = cluster;
        this.strangers = new Strangers(cluster);
    }

    /** The best node that may take it; empty when none may. */
    Optional<NodeLedger> best(Seeker seeker) {
        boolean isFirst = !kept.isEmpty() && isOfItsService(kept.getFirst(), seeker);
        Optional<NodeLedger> best = isFirst ? Optional.empty() : strangers.best(seeker);
        return best.isPresent() ? best : of(seeker).best(seeker, cluster.homes(seeker));
    }

    private static boolean isOfItsService(Ranking ranking, Seeker seeker) {
        return ranking.isOf(seeker.service()) && ranking.isOf(seeker.siblings());
    }

    /** The nodes as that one sees them now. */
    private Ranking of(Seeker seeker) {
        Ranking ranking = find(each -> isOfItsService(each, seeker))
                .orElseGet(() -> ofNeed(seeker));
        if (kept.isEmpty() || kept.getFirst() != ranking) {
            kept.remove(ranking);
            kept.addFirst(ranking);
        }
        ranking.turnTo(seeker);
        return ranking;
    }

    private Ranking ofNeed(Seeker seeker) {
        Need need = Need.of(seeker.service(), cluster);
        return find(each -> each.isOf(need) && each.isOf(seeker.siblings()))
                .or(() -> find(each -> each.isOf(need)).filter(each -> mayTurn(each, seeker)))
                .orElseGet(() -> fresh(need, seeker));
    }

    private Optional<Ranking> find(Predicate<Ranking> which) {
        for (Ranking each : kept) {
            if (which.test(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private boolean mayTurn(Ranking ranking, Seeker seeker) {
        turned += ranking.distance(seeker);
        return turned <= cluster.size();
    }

    private Ranking fresh(Need need, Seeker seeker) {
        turned = 0;
        if (kept.size() == KEPT) {
            kept.removeLast();
        }
        return new Ranking(need, seeker, cluster);
    }
}
