package orchestrator.cli.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.cli.faults.Beacons.Life;

/**
 * One host that something is done to, and what ran there just before, by the beacons.
 *
 * @param since when it was looked at, in milliseconds of the machine's clock
 * @param ran   instances, as {@code project/instance}
 */
record Victim(FaultCluster cluster, int host, double since, Set<String> ran) {
    static Victim of(FaultCluster cluster, int host) {
        Set<String> ran = new TreeSet<>();
        cluster.beacons().lives().stream()
                .filter(life -> life.goesOn() && life.host() == host)
                .forEach(life -> ran.add(life.instance()));
        return new Victim(cluster, host, System.currentTimeMillis(), ran);
    }

    /** The first host behind {@code last} on which all these services run; 3 is before 1. */
    static Victim running(FaultCluster cluster, int last, String... services) {
        for (int i = 1; i <= 3; i++) {
            Victim victim = of(cluster, (last + i - 1) % 3 + 1);
            boolean all = List.of(services).stream().allMatch(
                    service -> victim.ran.stream().anyMatch(each -> each.startsWith(service)));
            if (all) {
                return victim;
            }
        }
        throw new IllegalStateException("no host runs all of " + List.of(services));
    }

    /** What ran there of these services may end there and begin elsewhere, and nothing else. */
    void mayMove(Judge judge, String... services) {
        ran.stream().filter(each -> List.of(services).stream().anyMatch(each::startsWith))
                .forEach(judge::allowing);
    }

    /** All that ran there may. */
    void mayMove(Judge judge) {
        ran.forEach(judge::allowing);
    }

    /** What ran there of these services, one at least. */
    List<String> of(String... services) {
        List<String> found = ran.stream()
                .filter(each -> List.of(services).stream().anyMatch(each::startsWith)).toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("nothing of " + List.of(services) + " ran on host "
                    + host + ", but " + ran);
        }
        return found;
    }

    /** How long after it was looked at the last of what ran there has begun elsewhere. */
    long millisUntilElsewhere(Duration patience, String... services) {
        double last = 0;
        for (String instance : of(services)) {
            last = Math.max(last, await().atMost(patience).pollInterval(Duration.ofMillis(100))
                    .until(() -> beganElsewhere(instance), OptionalDouble::isPresent)
                    .orElseThrow());
        }
        return (long) (last - since);
    }

    private OptionalDouble beganElsewhere(String instance) {
        return cluster.beacons().lives().stream()
                .filter(life -> life.instance().equals(instance) && life.host() != host
                        && life.from() > since)
                .mapToDouble(Life::from).min();
    }

    /** For how long nothing at all of an instance ran since then, in milliseconds. */
    long downtime(String instance) {
        double until = since;
        double down = 0;
        for (Life life : cluster.beacons().lives()) {
            if (life.instance().equals(instance) && life.to() > since) {
                down += Math.max(0, life.from() - until);
                until = Math.max(until, life.to());
            }
        }
        return (long) down;
    }
}
