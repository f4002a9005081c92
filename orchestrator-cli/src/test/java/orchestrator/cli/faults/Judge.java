package orchestrator.cli.faults;

import java.util.ArrayList;
import java.util.List;
import orchestrator.cli.faults.Beacons.Life;

/**
 * Watches one run of a fault from outside and says what must never happen and did: two of one
 * instance at a time, a container of {@code steady} that ended or began, a write of a leader outside
 * its term.
 */
final class Judge {
    private final FaultCluster cluster;
    private final double since = System.currentTimeMillis();
    private final List<String> allowed = new ArrayList<>(List.of("pulse/"));
    private final List<String> doubled = new ArrayList<>();

    private Judge(FaultCluster cluster) {
        this.cluster = cluster;
    }

    /** Watches from now on. */
    static Judge of(FaultCluster cluster) {
        return new Judge(cluster);
    }

    /** Instances whose name begins so may stop and begin in this run. */
    Judge allowing(String prefix) {
        allowed.add(prefix);
        return this;
    }

    /** Instances whose name begins so do not ask to be alone: two may run while a node is cut off. */
    Judge doubling(String prefix) {
        doubled.add(prefix);
        return this;
    }

    /** What was wrong since this judge began; empty when nothing was. */
    List<String> violations() {
        List<String> found = new ArrayList<>(cluster.terms().wrong());
        List<Life> lives = cluster.beacons().lives().stream()
                .filter(life -> life.goesOn() || life.to() > since).toList();
        for (Life life : lives) {
            boolean free = allowed.stream().anyMatch(life.instance()::startsWith);
            if (!free && life.from() > since) {
                found.add(tell(life) + " began");
            }
            if (!free && !life.goesOn()) {
                found.add(tell(life) + " ended");
            }
        }
        found.addAll(overlaps(lives));
        return found;
    }

    private List<String> overlaps(List<Life> lives) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lives.size(); i++) {
            for (Life later : lives.subList(i + 1, lives.size())) {
                Life one = lives.get(i);
                boolean twins = one.instance().equals(later.instance())
                        && one.to() > later.from();
                if (twins && doubled.stream().noneMatch(one.instance()::startsWith)) {
                    found.add("%s and %s ran at a time for %.0f ms".formatted(tell(one),
                            tell(later), Math.min(one.to(), later.to()) - later.from()));
                }
            }
        }
        return found;
    }

    private static String tell(Life life) {
        return life.instance() + " (" + life.id() + " on host " + life.host() + ")";
    }
}
