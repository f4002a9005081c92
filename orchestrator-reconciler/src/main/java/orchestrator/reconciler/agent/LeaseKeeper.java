package orchestrator.reconciler.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import orchestrator.core.model.LeaseTerms;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.state.NodeLease;
import orchestrator.reconciler.agent.LeaseRenewal.Result;
import orchestrator.reconciler.loop.Loop;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.FencerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lease of this node while there is something that needs one, and knows how it stands. Only
 * turns touch it; each renewal is a job, one at a time.
 */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Timeline timeline;
    private final NodeName node;
    private final Fencer fencer;
    private final LeaseRenewal renewal;
    private final Runnable wake;
    private final LongSupplier looksBegun;
    private final Loop loop;
    private Optional<LeaseNeed> need = Optional.empty();
    private Optional<StoreLook.Held> held = Optional.empty();
    private Optional<Duration> deadline = Optional.empty();
    private String why = "";
    /** The assignment must come from a later look at the store than this one. */
    private long readAfter = Long.MAX_VALUE;
    private boolean asked;
    private boolean busy;
    private boolean looked;

    /**
     * @param wake       makes the agent look at the store again, and then at everything
     * @param looksBegun number of the newest look at the store that was begun
     */
    LeaseKeeper(Timeline timeline, AgentWorld world, NodeRecord self, Runnable wake,
            LongSupplier looksBegun) {
        this.timeline = timeline;
        this.node = self.name();
        this.fencer = world.fencer();
        this.renewal = new LeaseRenewal(world.records(), self, world.fencer());
        this.wake = wake;
        this.looksBegun = looksBegun;
        this.loop = new Loop("lease " + node, timeline,
                () -> need.map(_ -> LeaseTerms.RENEWED_EVERY), this::turn);
    }

    void close() {
        loop.close();
    }

    /** True from when something needed the lease until it was let go. */
    boolean isNeeded() {
        return need.isPresent();
    }

    /** The clock that leases are measured by on this node. */
    Duration clock() {
        return fencer.clock();
    }

    /** Says at every turn of the agent what needs the lease, and whether the node is ours. */
    void needs(LeaseNeed now, Optional<StoreLook.Held> node) {
        boolean ours = held.isEmpty() && node.isPresent();
        held = node;
        if (now.wanted()) {
            boolean news = need.isEmpty() || ours;
            need = Optional.of(now);
            if (news) {
                loop.wake();
            }
        } else if (need.isPresent() && !busy) {
            release(now);
        } else if (!looked && !busy && node.isPresent()) {
            look();
        }
    }

    private void look() {
        busy = true;
        timeline.ask(() -> {
            renewal.look();
            return true;
        }, e -> {
            LOG.debug("who holds the lease of {} is asked again: {}", node, e.toString());
            return false;
        }, done -> {
            looked = done;
            rest();
        });
    }

    private void rest() {
        busy = false;
        loop.wake();
    }

    /**
     * How it stands now.
     *
     * @param look number of the look at the store that the assignment is from
     */
    NodeLease lease(long look) {
        if (need.isEmpty() || !asked) {
            return NodeLease.UNKNOWN;
        }
        Duration left = deadline.map(each -> each.minus(LeaseTerms.STOP_BEFORE)
                .minus(fencer.clock())).orElse(Duration.ZERO);
        if (!left.isPositive()) {
            return NodeLease.over("the lease of " + node + (why.isEmpty()
                    ? " ran out before it was renewed"
                    : " is not held: " + why));
        }
        return look > readAfter
                ? NodeLease.held(timeline.now().plus(left))
                : NodeLease.unread(timeline.now().plus(left));
    }

    private void turn() {
        if (need.isPresent() && !busy) {
            busy = true;
            LeaseNeed now = need.get();
            Optional<StoreLook.Held> ours = held;
            timeline.ask(() -> renewal.attempt(now, ours), this::broken, this::told);
        }
    }

    private Result broken(Throwable e) {
        LOG.error("the lease of {} could not be renewed in a way nobody expected", node, e);
        return new Result.Refused(String.valueOf(e.getMessage()), false, deadline);
    }

    private void told(Result result) {
        busy = false;
        boolean first = !asked;
        asked = true;
        deadline = result.until();
        switch (result) {
            case Result.Renewed(Duration _, boolean unbroken) -> renewed(unbroken);
            case Result.Refused refused -> refused(refused, first);
        }
    }

    private void renewed(boolean unbroken) {
        if (!why.isEmpty() || readAfter == Long.MAX_VALUE) {
            LOG.info("the lease of {} is held", node);
        }
        why = "";
        if (!unbroken || readAfter == Long.MAX_VALUE) {
            readAfter = looksBegun.getAsLong();
            wake.run();
        }
    }

    private void refused(Result.Refused refused, boolean first) {
        if (!refused.why().equals(why)) {
            why = refused.why();
            if (refused.lostToAnother()) {
                LOG.error("the lease of {} is not renewed: {}", node, why);
            } else {
                LOG.warn("the lease of {} is not renewed: {}", node, why);
            }
        }
        if (refused.lostToAnother()) {
            readAfter = Long.MAX_VALUE;
        }
        if (first) {
            wake.run();
        }
    }

    /** Nothing of the kind is left: what comes later begins a lease anew. */
    private void release(LeaseNeed last) {
        need = Optional.empty();
        deadline = Optional.empty();
        readAfter = Long.MAX_VALUE;
        asked = false;
        why = "";
        busy = true;
        LOG.info("the lease of {} is not needed any more", node);
        timeline.ask(() -> released(last), _ -> false, _ -> rest());
    }

    private boolean released(LeaseNeed last) {
        try {
            fencer.release(last.group());
            return true;
        } catch (FencerException e) {
            LOG.warn("the fencer of {} could not be let go: {}", node, e.getMessage());
            return false;
        }
    }
}
