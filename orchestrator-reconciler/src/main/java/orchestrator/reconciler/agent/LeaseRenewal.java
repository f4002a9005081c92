package orchestrator.reconciler.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.LeaseRecord;
import orchestrator.core.model.LeaseTerms;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.FencerException;
import orchestrator.reconciler.runtime.LeaseGroup;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/**
 * One renewal after the other: asks the fencer, writes the record, tells the fencer the new deadline.
 * Blocks; one at a time. A lease that ran out is begun anew only when nothing of the earlier one is
 * left, and one that another machine holds only when that one must have ended everything.
 */
final class LeaseRenewal {
    private final ClusterRecords records;
    private final NodeName node;
    private final String process;
    private final Fencer fencer;
    private int strangersVersion = Versioned.NO_RECORD;
    private Duration strangerSeen = Duration.ZERO;

    LeaseRenewal(ClusterRecords records, NodeRecord self, Fencer fencer) {
        this.records = records;
        this.node = self.name();
        this.process = self.bootToken();
        this.fencer = fencer;
    }

    /** What came of one, and until when the fencer lets things run, when it does. */
    sealed interface Result {
        Optional<Duration> until();

        /** {@code unbroken} is true when the lease before it had not ended. */
        record Renewed(Duration deadline, boolean unbroken) implements Result {
            @Override
            public Optional<Duration> until() {
                return Optional.of(deadline);
            }
        }

        /** Not renewed, and why. */
        record Refused(String why, boolean lostToAnother, Optional<Duration> until)
                implements
                    Result {}
    }

    /**
     * Looks who holds the lease, before anything needs it: a machine that was booted finds the lease
     * of the one it was, and need not wait for its end any more when it is given work.
     */
    void look() {
        records.lease(node).ifPresent(this::isStrangers);
    }

    /** One try. {@code held} is empty while the node is not ours. */
    Result attempt(LeaseNeed need, Optional<StoreLook.Held> held) {
        Optional<Duration> until = Optional.empty();
        try {
            until = fencer.permitted(need.group());
            return held.isEmpty()
                    ? refused(whyNotOurs(), until)
                    : attempt(need, held.get(), until);
        } catch (FencerException e) {
            return new Result.Refused(e.getMessage(), false, until);
        } catch (StoreUnavailableException e) {
            return new Result.Refused("the cluster store does not answer", false, until);
        } catch (StoreConflictException e) {
            return new Result.Refused("the record of the lease was changed by another agent", true,
                    until);
        } catch (UnreadableRecordException e) {
            return new Result.Refused("the record of the lease cannot be read", false, until);
        }
    }

    private Result attempt(LeaseNeed need, StoreLook.Held held, Optional<Duration> until) {
        LeaseGroup group = need.group();
        Fencer.Sight sight = fencer.watch(group);
        if (sight.trouble().isPresent()) {
            return refused(sight.trouble().get(), until);
        }
        if (need.settled() && sight.processes() == 0) {
            return refused("the fencer sees no process of the containers it would have to end",
                    until);
        }
        Optional<Versioned<LeaseRecord>> current = records.lease(node);
        if (current.filter(this::isStrangers).isPresent()) {
            return refused("another machine held the lease of " + node
                    + ", and may still run what was under it", until);
        }
        Duration sent = fencer.clock();
        boolean clean = isClean(need, until);
        if (!clean && !stands(until, sent)) {
            return refused("what ran under the lease before is not gone yet", until);
        }
        write(held, current);
        boolean unbroken = stands(until, fencer.clock());
        if (!unbroken && !clean) {
            return refused("the lease ran out while it was renewed", until);
        }
        fencer.permit(group, LeaseTerms.deadline(sent));
        return new Result.Renewed(LeaseTerms.deadline(sent), unbroken);
    }

    /** While the lease stood something may have been begun after it was seen that nothing is. */
    private static boolean isClean(LeaseNeed need, Optional<Duration> until) {
        return need.clean() && !stands(until, need.at());
    }

    private String whyNotOurs() {
        return records.store().session().isConnected()
                ? node + " is not this agent's"
                : "the cluster store does not answer";
    }

    private static Result refused(String why, Optional<Duration> until) {
        return new Result.Refused(why, false, until);
    }

    private static boolean stands(Optional<Duration> until, Duration now) {
        return until.filter(deadline -> now.compareTo(
                deadline.minus(LeaseTerms.STOP_BEFORE)) < 0).isPresent();
    }

    /**
     * True for as long as another machine may count on it: as long as a leader would wait. What an
     * agent before this one held is ours, if this fencer ends it.
     */
    private boolean isStrangers(Versioned<LeaseRecord> current) {
        if (current.value().holder().startsWith(fencer.machine() + "/")) {
            return false;
        }
        Duration now = fencer.clock();
        if (current.version() != strangersVersion) {
            strangersVersion = current.version();
            strangerSeen = now;
        }
        return now.compareTo(strangerSeen.plus(LeaseTerms.over())) < 0;
    }

    /** Only while the node's record is the one we wrote: a second agent of this name is refused. */
    private void write(StoreLook.Held held, Optional<Versioned<LeaseRecord>> current) {
        List<StoreWrite> writes = new ArrayList<>();
        writes.add(new StoreWrite.Check(Paths.node(node), held.nodeVersion()));
        writes.add(records.put(Paths.lease(node),
                new LeaseRecord(node, fencer.machine() + "/" + process),
                current));
        records.store().commit(writes);
    }
}
