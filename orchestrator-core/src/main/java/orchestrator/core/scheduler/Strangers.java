package orchestrator.core.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ServiceSpec;

/**
 * The nodes as a service sees them of which they run nothing, and so one ranking for all services of
 * a need. The first in it that runs nothing of a service is the best one for it: every other is worse
 * or refused for what it runs. It is soon found unless the service is on nearly all nodes.
 */
final class Strangers {
    private static final int KEPT = 8;
    /** Where searches find more than so many each that run some of it, another way is cheaper. */
    private static final int LOOKS = 8;

    private final ClusterLedger cluster;
    private final List<Ranking> kept = new ArrayList<>();
    /** Looks beyond that: services that come by turns would find the same nodes again and again. */
    private int spent;
    private ServiceSpec lastService;
    private Need lastNeed;

    Strangers(ClusterLedger cluster) {
        this.cluster = cluster;
    }

    /**
     * The best node; empty when there may be one, but is none among the first, or when the service
     * goes by more than what each node runs of it.
     */
    Optional<NodeLedger> best(Seeker seeker) {
        if (seeker.mates() != Group.NOBODY || needOf(seeker).spreadLabel().isPresent()) {
            return Optional.empty();
        }
        Ranking ranking = of(seeker);
        ranking.catchUp();
        long before = ranking.laidAside();
        Optional<NodeLedger> best = ranking.bestWithout(seeker.siblings(),
                Math.max(0, cluster.size() - spent));
        int inVain = (int) (ranking.laidAside() - before);
        spent = Math.max(0, spent + inVain - LOOKS);
        return best;
    }

    private Need needOf(Seeker seeker) {
        if (lastService != seeker.service()) {
            lastService = seeker.service();
            lastNeed = Need.of(lastService, cluster);
        }
        return lastNeed;
    }

    private Ranking of(Seeker seeker) {
        Need need = needOf(seeker);
        if (!kept.isEmpty() && kept.getFirst().isOf(need)) {
            return kept.getFirst();
        }
        Optional<Ranking> found = kept.stream().filter(each -> each.isOf(need)).findFirst();
        Ranking ranking = found.orElseGet(() -> new Ranking(need, seeker.stranger(), cluster));
        kept.remove(ranking);
        kept.addFirst(ranking);
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
        return ranking;
    }
}
