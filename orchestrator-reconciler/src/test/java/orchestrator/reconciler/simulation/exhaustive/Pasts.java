package orchestrator.reconciler.simulation.exhaustive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.zookeeper.ClientLink;
import orchestrator.reconciler.store.StoreWrite;

/**
 * How far back the server may be that somebody comes to at each call of a run. Of servers that lag so
 * little differently that no record is another one which such a process ever asks for, the one is
 * taken that lags least: nobody could tell them apart.
 */
final class Pasts {
    /** No server lags by more. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final SimulatedCluster cluster;
    private final SortedMap<Integer, Past> pasts = new TreeMap<>();
    private final SortedMap<String, Set<String>> asked = new TreeMap<>();

    /**
     * How it was at one call.
     *
     * @param seen what the session of the caller has seen of the log
     * @param made what there was of it
     */
    private record Past(int seen, int made, Instant at) {}

    Pasts(SimulatedCluster cluster) {
        this.cluster = cluster;
        cluster.ensemble().onRead(each -> asked
                .computeIfAbsent(roleOf(each.process()), _ -> new TreeSet<>()).add(each.path()));
    }

    void note(Call call) {
        long seen = cluster.ensemble().linkOf(call.process()).map(ClientLink::seen).orElse(0L);
        pasts.put(call.number(), new Past((int) seen, cluster.ensemble().log().size(),
                cluster.timeline().now()));
    }

    /** How many transactions the server may lack that takes over the caller's session. */
    List<Integer> ofItsSession(Call call) {
        Past past = pasts.get(call.number());
        List<Integer> lacks = between(Math.min(past.seen(), past.made()), call);
        lacks.add(0);
        return lacks;
    }

    /** How many the server may lack that takes a session of the caller's next life, most first. */
    List<Integer> ofANewOne(Call call) {
        Instant earliest = pasts.get(call.number()).at().minus(LONGEST);
        List<Committed> log = cluster.ensemble().log();
        int first = 0;
        while (first < log.size() && log.get(first).at().isBefore(earliest)) {
            first++;
        }
        return between(first, call);
    }

    /** All that make a difference, most first. */
    private List<Integer> between(int first, Call call) {
        Set<String> paths = asked.getOrDefault(roleOf(call.process()), Set.of());
        int made = pasts.get(call.number()).made();
        List<Integer> lacks = new ArrayList<>();
        for (int known = first; known < made; known++) {
            if (isSeenIn(paths, cluster.ensemble().log().get(known))) {
                lacks.add(made - known);
            }
        }
        return lacks;
    }

    private static boolean isSeenIn(Set<String> paths, Committed transaction) {
        return transaction.writes().stream().filter(write -> !(write instanceof StoreWrite.Check))
                .map(StoreWrite::path).anyMatch(path -> paths.contains(path)
                        || paths.contains(path.substring(0, path.lastIndexOf('/'))));
    }

    /** Both servers are one, as each may lead; so are the lives of an agent. */
    private static String roleOf(SimulatedProcess process) {
        return process.toString().replaceFirst("-\\d+$", "");
    }
}
