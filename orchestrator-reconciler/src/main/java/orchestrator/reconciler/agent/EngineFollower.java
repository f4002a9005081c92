package orchestrator.reconciler.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.ContainerRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine last showed. Looks are jobs, one at a time; one that takes long says that the
 * engine is silent before it has failed. Only turns touch it.
 */
final class EngineFollower {
    private static final Logger LOG = LoggerFactory.getLogger(EngineFollower.class);
    /** A little less than the tick of an agent: each finds that it is time to look again. */
    private static final Duration RESYNC = Duration.ofMillis(1_800);
    /** One that took longer may have to be looked at again before the next tick would do so. */
    private static final Duration QUICK = Duration.ofMillis(200);
    /** What happens to many containers at once is looked at together. */
    private static final Duration BETWEEN_HINTED_LOOKS = Duration.ofMillis(200);
    /** Within the ten seconds in which a silent engine must be shown. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Timeline timeline;
    private final ContainerRuntime runtime;
    private final NodeName node;
    private final Runnable wake;
    private Optional<ClusterId> cluster = Optional.empty();
    private Optional<EngineLook> latest = Optional.empty();
    private Instant lookBegan = Instant.EPOCH;
    private Instant nextLook = Instant.EPOCH;
    private Timeline.Cancellation impatience = () -> {};
    private long begun;
    private long seen;
    private boolean looking;
    private boolean wanted;
    /** Somebody waits for the look that is under way, whatever it shows. */
    private boolean awaited;
    private boolean failed;
    private boolean hinted;

    EngineFollower(Timeline timeline, ContainerRuntime runtime, NodeName node, Runnable wake) {
        this.timeline = timeline;
        this.runtime = runtime;
        this.node = node;
        this.wake = wake;
    }

    void start() {
        timeline.work(() -> runtime.events(() -> timeline.run(this::hinted)));
    }

    /** At once when there was no look of late. */
    private void hinted() {
        if (hinted) {
            return;
        }
        hinted = true;
        Duration pause = Duration.between(timeline.now(), lookBegan.plus(BETWEEN_HINTED_LOOKS));
        timeline.after(pause.isNegative() ? Duration.ZERO : pause, () -> {
            hinted = false;
            look();
        });
    }

    /** Wants a look that begins from now on. */
    void look() {
        wanted = true;
        wake.run();
    }

    /**
     * Begins a look when one is due. What was seen of another cluster is forgotten: an agent without
     * a memory first learns from the store which containers are its own.
     *
     * @param images of which nothing is known yet: a reason to look now
     * @param missed images that could not be had: the next look, whenever it is due, asks for them
     */
    void step(ClusterId of, SortedSet<String> images, SortedSet<String> missed) {
        if (!cluster.equals(Optional.of(of))) {
            cluster = Optional.of(of);
            latest = Optional.empty();
            wanted = true;
        }
        boolean due = wanted || !timeline.now().isBefore(nextLook)
                || !images.isEmpty() && !failed;
        if (looking || !due) {
            return;
        }
        looking = true;
        awaited = wanted || !images.isEmpty() || !missed.isEmpty();
        wanted = false;
        begun++;
        lookBegan = timeline.now();
        impatience = timeline.after(PATIENCE, wake);
        SortedSet<String> asked = new TreeSet<>(images);
        asked.addAll(missed);
        timeline.ask(() -> ask(of, asked), EngineFollower::silent, look -> looked(of, look));
    }

    private Optional<EngineLook> ask(ClusterId of, SortedSet<String> images) {
        List<ObservedContainer> containers = runtime.list(of, node);
        SortedMap<String, Boolean> known = new TreeMap<>();
        images.forEach(image -> known.put(image, runtime.hasImage(image)));
        return Optional.of(new EngineLook(containers, runtime.volumes(of, node), known));
    }

    private static Optional<EngineLook> silent(Throwable broken) {
        if (broken instanceof Error) {
            LOG.error("the look at the container engine failed in a way nobody expected", broken);
        } else {
            LOG.warn("the container engine does not answer: {}", broken.getMessage());
            LOG.debug("the container engine does not answer", broken);
        }
        return Optional.empty();
    }

    private void looked(ClusterId of, Optional<EngineLook> look) {
        looking = false;
        impatience.cancel();
        boolean said = failed;
        failed = look.isEmpty();
        nextLook = timeline.now().plus(RESYNC);
        boolean quick = timeline.now().isBefore(lookBegan.plus(QUICK));
        boolean same = latest.equals(look);
        if (same && quick && !failed && !said && !awaited && !wanted) {
            // Nothing is another, and nobody waits for it: no reason for a turn.
            seen = begun;
            return;
        }
        if (look.isPresent() && cluster.equals(Optional.of(of))) {
            seen = begun;
            // What is as it was stays the same object.
            latest = same ? latest : look;
        }
        wake.run();
    }

    /** The number of the newest look that was begun. */
    long begun() {
        return begun;
    }

    /** True once a look that began after that one has shown what there is. */
    boolean hasLookedAfter(long number) {
        return seen > number;
    }

    /** The number of the newest look that has shown what there is. */
    long seen() {
        return seen;
    }

    Optional<EngineLook> latest() {
        return latest;
    }

    List<VolumeId> volumes() {
        return latest.map(EngineLook::volumes).orElse(List.of());
    }

    /** Present while the engine does not answer. */
    Optional<Reason> silence() {
        boolean late = looking && !timeline.now().isBefore(lookBegan.plus(PATIENCE));
        return failed || late
                ? Optional.of(new Reason(ReasonCode.ENGINE_SILENT,
                        "the container engine does not answer"))
                : Optional.empty();
    }
}
