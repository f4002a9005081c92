package orchestrator.reconciler.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.core.model.LeaseTerms;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.LeaseGroup;
import orchestrator.reconciler.simulated.SimulatedDeed.Cause;

/** Ends the pretended containers of one engine when a lease runs out; outlives the agents. */
public final class SimulatedFencer implements Fencer {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final SimulatedEngine engine;
    private final Timeline timeline;
    private final Instant boot;
    private final Map<LeaseGroup, Watched> watched = new LinkedHashMap<>();
    private String machine = "simulated";
    private double rate = 1;
    private int boots = 1;
    private boolean broken;
    private boolean looking;

    private record Watched(Duration deadline, boolean asked) {}

    SimulatedFencer(SimulatedEngine engine, Timeline timeline) {
        this.engine = engine;
        this.timeline = timeline;
        this.boot = timeline.now();
    }

    /** Names the machine, which is to be another name on each. To be set before it is used. */
    public synchronized void runOn(String name) {
        machine = name;
    }

    /** From now on the machine's clock runs that fast. To be set before the clock is used. */
    public synchronized void runClockAt(double speed) {
        rate = speed;
    }

    /** From now on it obeys nothing and cannot be started, or it is well again. */
    public synchronized void breakDown(boolean yes) {
        broken = yes;
        if (!yes) {
            lookSoon();
        }
    }

    /** The machine is booted anew: nothing is known of what was permitted before. */
    public synchronized void reboot() {
        boots++;
        List.copyOf(watched.keySet()).forEach(this::release);
    }

    @Override
    public synchronized Duration clock() {
        return Duration.ofNanos(
                Math.round(Duration.between(boot, timeline.now()).toNanos() * rate));
    }

    @Override
    public synchronized String machine() {
        return machine + "-" + boots;
    }

    @Override
    public synchronized Optional<Duration> permitted(LeaseGroup group) {
        return Optional.ofNullable(watched.get(group)).map(Watched::deadline);
    }

    @Override
    public synchronized Sight watch(LeaseGroup group) {
        Optional<String> trouble = broken
                ? Optional.of("the fencer does not run, which would end it in time")
                : Optional.empty();
        return new Sight(trouble, engine.withGroup(group, _ -> {}));
    }

    @Override
    public synchronized void permit(LeaseGroup group, Duration deadline) {
        watched.put(group, new Watched(deadline, false));
        look();
        lookSoon();
    }

    @Override
    public synchronized void release(LeaseGroup group) {
        watched.remove(group);
        engine.closed(group, false);
    }

    private void lookSoon() {
        if (!looking && !watched.isEmpty()) {
            looking = true;
            timeline.after(pause(), this::lookAgain);
        }
    }

    /** Long before there is anything to do it looks seldom, and more often the nearer that is. */
    private Duration pause() {
        Duration half = watched.values().stream().map(Watched::deadline)
                .min(Duration::compareTo).orElseThrow().minus(LeaseTerms.STOP_BEFORE)
                .minus(clock()).dividedBy(2);
        return half.compareTo(LOOK_EVERY) < 0 ? LOOK_EVERY : half;
    }

    private synchronized void lookAgain() {
        looking = false;
        look();
        lookSoon();
    }

    private void look() {
        if (broken) {
            return;
        }
        List<LeaseGroup> groups = new ArrayList<>(watched.keySet());
        for (LeaseGroup group : groups) {
            Watched each = watched.get(group);
            Duration left = each.deadline().minus(clock());
            boolean kills = left.compareTo(LeaseTerms.KILL_BEFORE) <= 0;
            boolean asks = left.compareTo(LeaseTerms.STOP_BEFORE) <= 0 && !each.asked();
            engine.closed(group, kills);
            int ended = asks || kills
                    ? engine.withGroup(group,
                            it -> it.signal(kills ? "KILL" : "TERM", Cause.FENCER))
                    : 0;
            watched.put(group, new Watched(each.deadline(), each.asked() || asks));
            if (ended > 0) {
                engine.changed();
            }
        }
    }
}
