package orchestrator.reconciler.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One level-triggered loop: a wake or the tick only makes it look again. Wakes that come before the
 * step has run are one. A step that throws is logged and tried again after a growing pause.
 */
public final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Timeline timeline;
    private final Supplier<Optional<Duration>> tick;
    private final Runnable step;
    private Timeline.Cancellation next = () -> {};
    private Duration pause = FIRST_PAUSE;
    private boolean queued;
    private boolean closed;

    /** A loop that does not run before {@link #wake}, and then at every {@code tick}. */
    public Loop(String name, Timeline timeline, Duration tick, Runnable step) {
        this(name, timeline, () -> Optional.of(tick), step);
    }

    /**
     * A loop that does not run before {@link #wake}.
     *
     * @param tick asked after each step: when it looks again by itself; empty for not before it is
     *             woken
     */
    public Loop(String name, Timeline timeline, Supplier<Optional<Duration>> tick,
            Runnable step) {
        this.name = name;
        this.timeline = timeline;
        this.tick = tick;
        this.step = step;
    }

    /** Makes the loop look again soon. May be called from any thread. */
    public void wake() {
        timeline.run(this::queue);
    }

    /** Ends the loop: no step begins after this turn. */
    public void close() {
        timeline.run(() -> {
            closed = true;
            next.cancel();
        });
    }

    private void queue() {
        if (!queued && !closed) {
            queued = true;
            next.cancel();
            timeline.run(this::turn);
        }
    }

    private void turn() {
        queued = false;
        if (closed) {
            return;
        }
        try {
            step.run();
            pause = FIRST_PAUSE;
            tick.get().ifPresent(rest -> next = timeline.after(rest, this::queue));
        } catch (RuntimeException | Error e) {
            LOG.warn("{} failed, next try in {} ms: {}", name, pause.toMillis(), e.toString());
            LOG.debug("{} failed", name, e);
            next = timeline.after(pause, this::queue);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }
}
