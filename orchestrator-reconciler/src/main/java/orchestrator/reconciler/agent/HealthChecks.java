package orchestrator.reconciler.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.Check;
import orchestrator.core.state.PlacementKey;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.NetworkProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every running instance for its whole life: often until it is ready, then as often as its
 * check says. Only turns touch it; each probe is a job, one per instance at a time.
 */
final class HealthChecks {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);
    private static final Duration ASK_PORT_AGAIN = Duration.ofMillis(500);
    /** A command inside a container costs more than a look at a port. */
    private static final Duration RUN_AGAIN = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final CheckProbe probe;
    private final Answered answered;
    private final SortedMap<PlacementKey, Watched> watched = new TreeMap<>();

    /** Told, in turn, what each probe gave. */
    interface Answered {
        void answered(CheckTarget target, NetworkProbe.Answer answer);
    }

    private static final class Watched {
        private CheckTarget target;
        private Timeline.Cancellation next = () -> {};

        private Watched(CheckTarget target) {
            this.target = target;
        }
    }

    HealthChecks(Timeline timeline, CheckProbe probe, Answered answered) {
        this.timeline = timeline;
        this.probe = probe;
        this.answered = answered;
    }

    /** From now on exactly these are checked; a new one at once. */
    void watch(List<CheckTarget> targets) {
        SortedMap<PlacementKey, CheckTarget> wanted = new TreeMap<>();
        targets.forEach(target -> wanted.put(target.key(), target));
        new ArrayList<>(watched.keySet()).forEach(key -> keepOrDrop(key, wanted.get(key)));
        wanted.forEach((key, target) -> {
            if (!watched.containsKey(key)) {
                Watched added = new Watched(target);
                watched.put(key, added);
                ask(added);
            }
        });
    }

    private void keepOrDrop(PlacementKey key, CheckTarget target) {
        Watched current = watched.get(key);
        if (target != null && target.run().equals(current.target.run())) {
            current.target = target;
        } else {
            current.next.cancel();
            watched.remove(key);
        }
    }

    private void ask(Watched one) {
        CheckTarget target = one.target;
        timeline.ask(() -> probe.ask(target), e -> broken(target, e),
                answer -> answered(one, target, answer));
    }

    private static NetworkProbe.Answer broken(CheckTarget target, Throwable e) {
        LOG.error("the check of {} failed in a way nobody expected", target.key(), e);
        return new NetworkProbe.Answer(false, "its check could not be done");
    }

    private void answered(Watched one, CheckTarget target, NetworkProbe.Answer answer) {
        if (watched.get(target.key()) != one) {
            return;
        }
        one.next = timeline.after(pause(one.target, answer), () -> ask(one));
        answered.answered(target, answer);
    }

    private static Duration pause(CheckTarget target, NetworkProbe.Answer answer) {
        Duration every = target.check().every();
        if (answer.passed() || target.ready()) {
            return every;
        }
        Duration again = target.check().probe() instanceof Check.Probe.Run
                ? RUN_AGAIN
                : ASK_PORT_AGAIN;
        return again.compareTo(every) < 0 ? again : every;
    }
}
