package orchestrator.reconciler.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.ContainerAction;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.ContainerRuntime.PullProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls to the engine that are under way: a few at once, one per instance. Stops are not counted:
 * each may wait for its whole grace, and nothing else has to wait with it. An instance stays busy
 * until a look that began after its call has shown what came of it. Only turns touch it.
 */
final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final int AT_ONCE = 4;
    private static final int PULLS_AT_ONCE = 3;
    /** Beside the others, so that an image somebody waits for never waits for one of these. */
    private static final int PULLS_AHEAD_AT_ONCE = 2;
    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final ContainerActionExecutor executor;
    private final EngineFollower engine;
    private final Images images;
    private final BiConsumer<ContainerAction, Outcome> ended;
    private final SortedSet<InstanceId> running = new TreeSet<>();
    private final SortedSet<InstanceId> stopping = new TreeSet<>();
    private final SortedMap<InstanceId, Long> settling = new TreeMap<>();
    private int pulls;
    private int pullsAhead;

    /** @param ended told, in turn, what came of each action, and plans anew */
    Operations(Timeline timeline, ContainerActionExecutor executor, EngineFollower engine,
            Images images, BiConsumer<ContainerAction, Outcome> ended) {
        this.timeline = timeline;
        this.executor = executor;
        this.engine = engine;
        this.images = images;
        this.ended = ended;
    }

    /** Nothing may be planned for these. */
    SortedSet<InstanceId> busy() {
        settling.values().removeIf(engine::hasLookedAfter);
        SortedSet<InstanceId> busy = new TreeSet<>(running);
        busy.addAll(stopping);
        busy.addAll(settling.keySet());
        return busy;
    }

    /** True while as many as may run do, and others may have to wait for them. */
    boolean isPressed() {
        return running.size() >= AT_ONCE;
    }

    /** Begins as many as may run now; the others are planned again. */
    void start(List<ContainerAction> actions, ClusterId cluster, Knowledge knowledge) {
        for (ContainerAction action : actions) {
            if (action instanceof ContainerAction.PullImage pull) {
                pull(pull, cluster, knowledge);
            } else if (mayBegin(action)) {
                begin(action, cluster, knowledge);
            }
        }
    }

    private boolean mayBegin(ContainerAction action) {
        InstanceId instance = action.placement().instance();
        boolean underWay = running.contains(instance) || stopping.contains(instance);
        boolean stops = action instanceof ContainerAction.Stop;
        return !underWay && (stops || !isPressed());
    }

    private void begin(ContainerAction action, ClusterId cluster, Knowledge knowledge) {
        boolean stops = action instanceof ContainerAction.Stop;
        (stops ? stopping : running).add(action.placement().instance());
        timeline.ask(() -> executor.execute(action, cluster, knowledge, (_, _) -> {}),
                e -> broken(action, e), outcome -> ended(action, outcome)
                        .ifPresent(next -> begin(next, cluster, knowledge)));
    }

    /** What follows at once. */
    private Optional<ContainerAction> ended(ContainerAction action, Outcome outcome) {
        InstanceId instance = action.placement().instance();
        running.remove(instance);
        stopping.remove(instance);
        ended.accept(action, outcome);
        Optional<ContainerAction> next = next(action, outcome);
        // what was only read has changed nothing that would have to be looked at
        if (next.isEmpty() && !(outcome instanceof Outcome.Output)) {
            settling.put(instance, engine.begun());
            engine.look();
        }
        return next;
    }

    /**
     * What nobody wants any more is removed as soon as it has ended, without a look in between. Stops
     * end as they like, hundreds at once: where no more may run, it is planned again.
     */
    private Optional<ContainerAction> next(ContainerAction action, Outcome outcome) {
        return action instanceof ContainerAction.Stop stop && stop.removes()
                && outcome instanceof Outcome.Done && !isPressed()
                        ? Optional.of(new ContainerAction.Remove(stop.placement(),
                                stop.containerId(), stop.reason()))
                        : Optional.empty();
    }

    private void pull(ContainerAction.PullImage pull, ClusterId cluster, Knowledge knowledge) {
        boolean mayBegin = pull.ahead()
                ? pullsAhead < PULLS_AHEAD_AT_ONCE
                : pulls < PULLS_AT_ONCE;
        if (!mayBegin) {
            return;
        }
        count(pull, 1);
        images.pulling(pull.image(), 0, 0);
        timeline.ask(() -> executor.execute(pull, cluster, knowledge, progressOf(pull.image())),
                e -> broken(pull, e), outcome -> pulled(pull, outcome));
    }

    private void pulled(ContainerAction.PullImage pull, Outcome outcome) {
        count(pull, -1);
        ended.accept(pull, outcome);
        engine.look();
    }

    private void count(ContainerAction.PullImage pull, int more) {
        if (pull.ahead()) {
            pullsAhead += more;
        } else {
            pulls += more;
        }
    }

    /** Called on the thread that pulls; told to the turns no more than once a second. */
    private PullProgress progressOf(String image) {
        AtomicReference<Instant> told = new AtomicReference<>(Instant.EPOCH);
        return (done, total) -> {
            Instant now = timeline.now();
            if (!now.isBefore(told.get().plus(BETWEEN_PROGRESS))) {
                told.set(now);
                timeline.run(() -> images.progress(image, done, total));
            }
        };
    }

    private static Outcome broken(ContainerAction action, Throwable e) {
        LOG.error("{} failed in a way nobody expected", action.placement(), e);
        ReasonCode code = action instanceof ContainerAction.PullImage
                ? ReasonCode.IMAGE_PULL_FAILED
                : ReasonCode.START_FAILED;
        return new Outcome.Refused(new Reason(code, "its agent failed: " + e.getMessage()));
    }
}
