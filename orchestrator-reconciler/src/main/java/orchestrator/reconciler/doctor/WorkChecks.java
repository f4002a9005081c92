package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.Elapsed;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.LeaseTerms;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.doctor.EnsembleFacts.Timing;

/** What is wrong with what runs, as far as it is a matter of the cluster and not of one project. */
final class WorkChecks {
    private static final Duration LONG = Duration.ofMinutes(10);
    /** At longer ticks the ensemble takes longer to find a new leader than a lease may wait. */
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private WorkChecks() {}

    static void run(ClusterView view, Optional<Timing> timing, Results results) {
        held(view, results);
        leases(view, timing, results);
    }

    private static void held(ClusterView view, Results results) {
        List<HeldInstance> held = view.report().stream().flatMap(each -> each.holds().stream())
                .filter(each -> each.since().isBefore(view.takenAt().minus(LONG))).toList();
        if (held.isEmpty()) {
            results.pass("nothing waits for long");
            return;
        }
        results.find(FindingCode.HELD_LONG, Amounts.some(held.stream()
                .map(each -> each.instance().address() + " waits for "
                        + new Elapsed(Duration.between(each.since(), view.takenAt())) + ": "
                        + each.reason().text())
                .toList()), "orch why " + held.getFirst().instance().address());
    }

    private static void leases(ClusterView view, Optional<Timing> timing, Results results) {
        List<InstanceStatus> without = view.observed().nodes().stream()
                .flatMap(node -> node.status().instances().stream())
                .filter(row -> row.reason().code() == ReasonCode.LEASE_NOT_HELD).toList();
        if (!without.isEmpty()) {
            results.find(FindingCode.LEASES_NOT_HELD, Amounts.some(without.stream()
                    .map(row -> row.id().address() + ": " + row.reason().text()).toList()),
                    "orch why " + without.getFirst().id().address(),
                    "on its machine: orch doctor");
        }
        boolean used = view.desired().projects().stream()
                .flatMap(project -> project.services().stream())
                .anyMatch(service -> service.exclusive() == Exclusive.LEASE);
        if (used && timing.filter(each -> each.tick().compareTo(LONGEST_TICK) > 0).isPresent()) {
            results.find(FindingCode.LEASES_UNSAFE, "there are services with exclusive: lease,"
                    + " whose leases outlast " + Amounts.time(LeaseTerms.toleratedOutage())
                    + " without the ensemble; at ticks of " + Amounts.time(timing.get().tick())
                    + " a change of its leader may take longer",
                    "in zoo.cfg of each server: tickTime=500, syncLimit=4, initLimit=10");
        }
    }
}
