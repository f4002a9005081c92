package orchestrator.core.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SpecHash;

/**
 * What an agent remembers of one placement beyond what the engine shows and the assignment says.
 *
 * @param spec     the spec it was last assigned with
 * @param run      the run that was last seen
 * @param ending   how a run ended, or why it must end
 * @param restarts times its container ended by itself and was made anew
 * @param crashes  pause before the next container is made
 * @param failures pause before the next call after one the engine refused
 * @param failure  what was refused
 * @param health   what the checks say of {@code run}
 * @param rendered what lies in the container's files
 * @param shown    what was last said of it
 * @param stable   true once it was ready for long enough; for the life of the incarnation
 */
public record PlacementMemory(PlacementKey key, Optional<SpecHash> spec,
        Optional<ContainerRun> run, Optional<Ending> ending, int restarts, Backoff crashes,
        Backoff failures, Optional<Reason> failure, Health health, Optional<Rendered> rendered,
        Shown shown, boolean stable) {
    /** The end of a run. {@code outputRead} is true once its last lines were asked for. */
    public record Ending(ContainerRun run, Reason reason, List<String> output,
            boolean outputRead) {
        public Ending {
            output = List.copyOf(output);
        }
    }

    /**
     * Rendered files.
     *
     * @param digest of all that may change under the running container; {@link #UNKNOWN} when a
     *               change of it may have come through, or not
     * @param at     when they were written, by the agent's clock
     * @param before the lists the container used until then; those of these files when it was told
     *               of no change
     */
    public record Rendered(String containerId, long listsGeneration, String digest, Instant at,
            long before) {
        /** Like no files: whatever they are to be is written. */
        public static final String UNKNOWN = "";
        /**
         * A reload takes a moment: the old process goes on taking in connections until the new one
         * has read its files. Whoever left the lists is stopped as soon as the new ones are
         * reported, so they are reported a little later than the signal.
         */
        private static final Duration TAKES_EFFECT = Duration.ofMillis(300);

        /** Files nobody was told of: the container starts with them, or has none. */
        public Rendered(String containerId, long listsGeneration, String digest) {
            this(containerId, listsGeneration, digest, Instant.EPOCH, listsGeneration);
        }

        /** What lies in the container now may be newer than what was known of it. */
        public Rendered ofUnknownFiles() {
            return new Rendered(containerId, listsGeneration, UNKNOWN, at, before);
        }

        /** The same files, written at that moment into a container that used those lists. */
        public Rendered writtenAt(Instant when, long usedBefore) {
            return new Rendered(containerId, listsGeneration, digest, when, usedBefore);
        }

        /** From then on the container uses them. */
        public Instant inUseFrom() {
            return before == listsGeneration ? at : at.plus(TAKES_EFFECT);
        }

        /** The lists the container uses. */
        public long inUse(Instant now) {
            return now.isBefore(inUseFrom()) ? before : listsGeneration;
        }
    }

    /**
     * What the checks say.
     *
     * @param since    when {@code ready} last changed, or the run was first seen
     * @param failures failed checks in a row
     * @param answer   what the last check was told, for people
     */
    public record Health(boolean ready, Instant since, int failures, String answer) {
        public static Health unknown(Instant now) {
            return new Health(false, now, 0, "");
        }

        /** One more answer; {@code tries} failures in a row end readiness. */
        public Health after(boolean passed, String text, int tries, Instant now) {
            if (passed) {
                return new Health(true, ready ? since : now, 0, text);
            }
            boolean stillReady = ready && failures + 1 < tries;
            return new Health(stillReady, ready == stillReady ? since : now, failures + 1, text);
        }
    }

    /** The row that was last shown, without its numbers. */
    public record Shown(Phase phase, Reason reason, Instant since) {}

    /** Nothing is known yet. */
    public static PlacementMemory fresh(PlacementKey key, Instant now) {
        return new PlacementMemory(key, Optional.empty(), Optional.empty(), Optional.empty(), 0,
                Backoff.NONE, Backoff.NONE, Optional.empty(), Health.unknown(now),
                Optional.empty(), new Shown(Phase.STARTING,
                        new Reason(ReasonCode.CONTAINER_STARTING, "about to start"), now),
                false);
    }

    /**
     * What an agent that starts anew takes over from its last report on a container. An end that was
     * reported is not counted once more; readiness nobody watched does not count towards stable.
     */
    public static PlacementMemory adopted(InstanceStatus row, ObservedContainer container,
            Instant now) {
        ContainerRun run = ContainerRun.of(container);
        boolean ready = row.phase() == Phase.READY
                && container.state() == ObservedContainer.State.RUNNING;
        boolean ended = row.phase() == Phase.CRASHED
                && container.state() == ObservedContainer.State.EXITED;
        Instant since = row.since().isBefore(now) ? row.since() : now;
        PlacementMemory counted = counted(row, now);
        return new PlacementMemory(counted.key, counted.spec, Optional.of(run), ended
                ? Optional.of(new Ending(run, row.reason(), row.output(), !row.output().isEmpty()))
                : Optional.empty(), row.restarts(), counted.crashes, counted.failures,
                counted.failure, new Health(ready, now, 0, row.reason().text()), counted.rendered,
                new Shown(row.phase(), row.reason(), since), counted.stable);
    }

    /** What stays true of a reported incarnation though its container is gone. */
    public static PlacementMemory counted(InstanceStatus row, Instant now) {
        PlacementMemory fresh = fresh(PlacementKey.of(row), now);
        return new PlacementMemory(fresh.key, fresh.spec, fresh.run, fresh.ending, row.restarts(),
                fresh.crashes, fresh.failures, fresh.failure, fresh.health, fresh.rendered,
                fresh.shown, row.stable());
    }

    /** With what outlived the agent before: what it is made from and what its files hold. */
    public PlacementMemory withNotesOf(Optional<PlacementMemory> notes) {
        return new PlacementMemory(key, notes.flatMap(PlacementMemory::spec), run, ending,
                restarts, crashes, failures, failure, health,
                notes.flatMap(PlacementMemory::rendered), shown, stable);
    }

    /** Stable, if it is or that row says so. */
    public PlacementMemory withStable(boolean also) {
        return new PlacementMemory(key, spec, run, ending, restarts, crashes, failures, failure,
                health, rendered, shown, stable || also);
    }

    /** Since when it is ready without a break; empty while it is not. */
    public Optional<Instant> readySince() {
        Instant checked = health.since();
        return shown.phase() == Phase.READY
                ? Optional.of(checked.isAfter(shown.since()) ? checked : shown.since())
                : Optional.empty();
    }

    /** True when a container of this placement has been made before. */
    public boolean hasBegun() {
        return run.isPresent() || ending.isPresent() || rendered.isPresent();
    }

    public boolean hasEnded(ContainerRun which) {
        return ending.isPresent() && ending.get().run().equals(which);
    }

    public PlacementMemory withSpec(SpecHash newSpec) {
        return new PlacementMemory(key, Optional.of(newSpec), run, ending, restarts, crashes,
                failures, failure, health, rendered, shown, stable);
    }

    /** Another run is seen: what the checks said of the one before counts no more. */
    public PlacementMemory withRun(ContainerRun newRun, Instant now) {
        return new PlacementMemory(key, spec, Optional.of(newRun), ending, restarts, crashes,
                failures, failure, Health.unknown(now), rendered, shown, stable);
    }

    public PlacementMemory withoutRun() {
        return new PlacementMemory(key, spec, Optional.empty(), ending, restarts, crashes,
                failures, failure, health, rendered, shown, stable);
    }

    /** A run ended, or has to: the container is made anew once {@code newCrashes} allows. */
    public PlacementMemory withEnding(Ending newEnding, Backoff newCrashes) {
        return new PlacementMemory(key, spec, run, Optional.of(newEnding), restarts + 1,
                newCrashes, failures, failure, health, rendered, shown, stable);
    }

    /** It has served long enough for its crashes to be forgotten. */
    public PlacementMemory withoutCrashes() {
        return new PlacementMemory(key, spec, run, ending, restarts, Backoff.NONE, failures,
                failure, health, rendered, shown, stable);
    }

    /** The last lines of the run that ended. */
    public PlacementMemory withOutput(List<String> output) {
        Optional<Ending> read = ending
                .map(each -> new Ending(each.run(), each.reason(), output, true));
        return new PlacementMemory(key, spec, run, read, restarts, crashes, failures, failure,
                health, rendered, shown, stable);
    }

    public PlacementMemory withHealth(Health newHealth) {
        return new PlacementMemory(key, spec, run, ending, restarts, crashes, failures, failure,
                newHealth, rendered, shown, stable);
    }

    public PlacementMemory withRendered(Rendered newRendered) {
        return new PlacementMemory(key, spec, run, ending, restarts, crashes, failures, failure,
                health, Optional.of(newRendered), shown, stable);
    }

    /** A call was refused: the next one waits a little longer each time. */
    public PlacementMemory withFailure(Reason why, Instant now) {
        return new PlacementMemory(key, spec, run, ending, restarts, crashes,
                failures.afterFailure(now), Optional.of(why), health, rendered, shown, stable);
    }

    /** The last call was done. */
    public PlacementMemory withoutFailure() {
        return new PlacementMemory(key, spec, run, ending, restarts, crashes, Backoff.NONE,
                Optional.empty(), health, rendered, shown, stable);
    }

    /** What is said of it now; the phase keeps its beginning while it stays the same. */
    public PlacementMemory withShown(Phase phase, Reason reason, Instant now) {
        Instant since = phase == shown.phase() ? shown.since() : now;
        return new PlacementMemory(key, spec, run, ending, restarts, crashes, failures, failure,
                health, rendered, new Shown(phase, reason, since), stable);
    }
}
