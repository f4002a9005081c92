package orchestrator.reconciler.simulation.zookeeper;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who of the servers leads, and how that changes. */
final class Quorum {
    private static final int SHORTEST_ELECTION_MILLIS = 200;
    private static final int LONGEST_ELECTION_MILLIS = 800;
    private static final int SHORTEST_SYNC_MILLIS = 50;
    private static final int LONGEST_SYNC_MILLIS = 300;

    private final SimulatedEnsemble ensemble;
    private final List<Replica> replicas;
    private Optional<Replica> leader;
    private int election;

    Quorum(SimulatedEnsemble ensemble, List<Replica> replicas) {
        this.ensemble = ensemble;
        this.replicas = replicas;
        this.leader = Optional.of(replicas.getLast());
    }

    Optional<Replica> leader() {
        return leader;
    }

    /** True when a write is answered: somebody leads, and a majority hears it. */
    boolean works() {
        return leader.filter(Replica::talks).isPresent()
                && replicas.stream().filter(each -> each.talks() && each.isMember())
                        .count() >= majority();
    }

    private int majority() {
        return replicas.size() / 2 + 1;
    }

    /** One is not heard of any more. Whether its connections broke or are silent makes the time. */
    void left(Replica replica, boolean broken) {
        if (replica.isMember()) {
            replica.note(ensemble.log().size());
        }
        ensemble.sessions().review();
        if (broken) {
            replica.leave();
            giveUp();
        } else {
            Duration heardBefore = ensemble.draw(0, (int) SimulatedEnsemble.TICK.toMillis() / 2);
            ensemble.after(SimulatedEnsemble.SYNC_LIMIT.minus(heardBefore), () -> {
                if (!replica.talks()) {
                    replica.leave();
                    replica.stopServing();
                    giveUp();
                }
            });
        }
    }

    /** Without a majority and somebody who leads it, nobody serves. */
    private void giveUp() {
        if (works()) {
            return;
        }
        leader = Optional.empty();
        for (Replica each : replicas) {
            if (each.talks()) {
                if (each.isMember()) {
                    each.note(ensemble.log().size());
                }
                each.leave();
                each.stopServing();
            }
        }
        elect();
    }

    private void elect() {
        election++;
        int mine = election;
        if (talking().size() >= majority()) {
            ensemble.after(ensemble.draw(SHORTEST_ELECTION_MILLIS, LONGEST_ELECTION_MILLIS),
                    () -> {
                        if (mine == election && talking().size() >= majority()) {
                            lead();
                        }
                    });
        }
    }

    private List<Replica> talking() {
        return replicas.stream().filter(Replica::talks).toList();
    }

    private void lead() {
        leader = talking().stream().max(Comparator.comparingInt(Replica::logged)
                .thenComparing(Replica::number));
        talking().forEach(Replica::join);
        // Whoever leads has applied all there is.
        leader.ifPresent(each -> each.lag(Duration.ZERO));
        ensemble.sessions().restart();
        ensemble.serversAreBack();
    }

    /** One is heard of again. */
    void came(Replica replica) {
        if (leader.isEmpty()) {
            replica.stopServing();
            elect();
        } else if (replica.isMember()) {
            replica.resume();
            ensemble.sessions().review();
        } else {
            replica.stopServing();
            ensemble.after(ensemble.draw(SHORTEST_SYNC_MILLIS, LONGEST_SYNC_MILLIS),
                    () -> rejoin(replica));
        }
    }

    private void rejoin(Replica replica) {
        if (replica.talks() && !replica.isMember() && leader.filter(Replica::talks).isPresent()) {
            replica.join();
            ensemble.sessions().review();
            ensemble.serversAreBack();
        }
    }

    /** Everybody begins anew with what the disks have now. */
    void restart() {
        leader = Optional.empty();
        for (Replica each : replicas) {
            each.leave();
            each.stopServing();
            each.reset();
        }
        elect();
    }
}
