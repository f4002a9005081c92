package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.util.List;

import orchestrator.reconciler.doctor.EnsembleFacts.Clock;

/** Whether the clocks on the wall of a cluster's machines fit to each other. */
final class ClockChecks {
    private static final Duration APART = Duration.ofSeconds(2);

    private ClockChecks() {}

    static void run(ClusterFacts cluster, Results results) {
        if (cluster.embedded() || !(cluster.state() instanceof ClusterFacts.State.Read)) {
            return;
        }
        if (cluster.clocks().known().isEmpty()) {
            results.find(FindingCode.CLOCKS_UNSEEN, "the clocks of the machines cannot be"
                    + " compared: " + cluster.clocks().why(), "on each machine: timedatectl");
            return;
        }
        List<String> apart = cluster.clocks().known().get().stream()
                .filter(each -> each.ahead().abs().compareTo(APART) > 0)
                .map(ClockChecks::text).toList();
        if (apart.isEmpty()) {
            results.pass("no clock is seen to be wrong (one of a node that is behind cannot be)");
        } else {
            results.find(FindingCode.CLOCKS_APART, "compared with the leader of the ensemble, "
                    + Amounts.some(apart),
                    "there: apt install chrony (or: timedatectl set-ntp"
                            + " true)");
        }
    }

    private static String text(Clock clock) {
        return "the clock of " + clock.whose() + " is " + Amounts.time(clock.ahead())
                + (clock.ahead().isNegative() ? " behind" : " ahead");
    }
}
