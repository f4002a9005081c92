package orchestrator.reconciler.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.Tombstone;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.PlacementKey;
import orchestrator.reconciler.runtime.LeaseGroup;

/**
 * What there is on a node that needs its lease.
 *
 * @param wanted  true while something under a lease is assigned or still there
 * @param clean   true when the engine has no container of that kind and no call for one is under way:
 *                nothing of an earlier lease can come to life any more
 * @param at      when this was so, by the clock of the fencer: what is done later may have begun since
 * @param settled true when a container of that kind has run for long enough for the fencer to see it
 */
record LeaseNeed(LeaseGroup group, boolean wanted, boolean clean, Duration at,
        boolean settled) {
    private static final Duration SETTLED = Duration.ofSeconds(3);

    /** What is seen of a node; {@code clock} is the fencer's, read before the rest. */
    record Sight(NodeAssignment assignment, List<ObservedContainer> containers,
            Set<InstanceId> busy, boolean engineAnswers, Instant now,
            Duration clock) {}

    static LeaseNeed of(LeaseGroup group, Sight sight) {
        TreeSet<PlacementKey> leased = new TreeSet<>();
        for (AssignedInstance each : sight.assignment().instances()) {
            if (each.isLeased()) {
                leased.add(PlacementKey.of(each));
            }
        }
        boolean assigned = !leased.isEmpty();
        for (Tombstone each : sight.assignment().tombstones()) {
            if (each.leased()) {
                leased.add(PlacementKey.of(each));
            }
        }
        if (leased.isEmpty()) {
            return new LeaseNeed(group, false, sight.engineAnswers(), sight.clock(), false);
        }
        List<ObservedContainer> there = sight.containers().stream()
                .filter(each -> leased.contains(PlacementKey.of(each.identity()))).toList();
        boolean underWay = leased.stream().map(PlacementKey::instance)
                .anyMatch(sight.busy()::contains);
        boolean clean = sight.engineAnswers() && there.isEmpty() && !underWay;
        Instant before = sight.now().minus(SETTLED);
        boolean settled = !underWay && sight.engineAnswers() && there.stream()
                .anyMatch(each -> each.state() == ObservedContainer.State.RUNNING
                        && each.startedAt().isBefore(before));
        return new LeaseNeed(group, assigned || !there.isEmpty() || underWay, clean,
                sight.clock(), settled);
    }
}
