package orchestrator.reconciler.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.RecordTooLargeException;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the node's status when it changed, a few times a second at most, and only while the node is
 * ours. Only turns touch it; each write is a job, one at a time.
 */
final class StatusReporter {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReporter.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(100);
    /** For what nobody acts upon, and for all while there is more to do than is done at once. */
    private static final Duration BETWEEN_PATIENT_WRITES = Duration.ofMillis(300);
    private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(30);

    private final Timeline timeline;
    private final ClusterStore store;
    private final Runnable wake;
    private Optional<NodeStatus> written = Optional.empty();
    private long writtenIn;
    private int writtenFor;
    private Optional<NodeStatus> refused = Optional.empty();
    private Result latest = Result.WHOLE;
    private Instant lastWrite = Instant.EPOCH;
    private Instant nextOfRefused = Instant.EPOCH;
    private Instant nextOffer = Instant.EPOCH;
    private Timeline.Cancellation offersAgain = () -> {};
    private boolean writing;
    private Optional<NodeStatus> underWay = Optional.empty();
    /** Of the record after our last write; empty when it has to be read. Only writes touch it. */
    private OptionalInt version = OptionalInt.empty();
    /** There was news while one was written, or none any more. */
    private boolean missed;

    private enum Result {
        WHOLE, WITHOUT_OUTPUT, NOT_NOW, REFUSED
    }

    /** What came of a write, and why. */
    private record Attempt(Result result, String text) {
        boolean isDone() {
            return result == Result.WHOLE || result == Result.WITHOUT_OUTPUT;
        }
    }

    StatusReporter(Timeline timeline, ClusterStore store, Runnable wake) {
        this.timeline = timeline;
        this.store = store;
        this.wake = wake;
    }

    /**
     * Writes it if it is news. One that was refused is offered to the store less often.
     *
     * @param isPressed true while the node has more to do than it does at once: what comes of it is
     *                  told together
     */
    void offer(NodeStatus status, StoreLook.Held held, boolean isPressed) {
        if (writing) {
            missed |= !underWay.equals(Optional.of(status));
            return;
        }
        boolean known = written.equals(Optional.of(status)) && writtenIn == held.session()
                && writtenFor == held.nodeVersion();
        Instant now = timeline.now();
        boolean rests = refused.equals(Optional.of(status)) && now.isBefore(nextOfRefused);
        if (known || rests) {
            return;
        }
        Instant nextWrite = lastWrite.plus(isPressed || isMinor(status)
                ? BETWEEN_PATIENT_WRITES
                : BETWEEN_WRITES);
        if (now.isBefore(nextWrite)) {
            offerAgain(now, nextWrite);
            return;
        }
        writing = true;
        underWay = Optional.of(status);
        missed = false;
        timeline.ask(() -> write(status, held), StatusReporter::broken,
                attempt -> wrote(status, held, attempt));
    }

    /** Once, however many turns wait for it. */
    private void offerAgain(Instant now, Instant when) {
        if (nextOffer.isAfter(now) && !nextOffer.isAfter(when)) {
            return;
        }
        offersAgain.cancel();
        nextOffer = when;
        offersAgain = timeline.after(Duration.between(now, when), wake);
    }

    /** What is still under way is under way as before: nothing that anybody would act upon. */
    private boolean isMinor(NodeStatus status) {
        return written.filter(before -> status.equals(new NodeStatus(before.node(),
                status.generation(), status.instances(), before.volumes(), before.trouble(),
                before.images())) && isMinor(before.instances(), status.instances())).isPresent();
    }

    private static boolean isMinor(List<InstanceStatus> before, List<InstanceStatus> now) {
        return before.size() == now.size() && IntStream.range(0, now.size())
                .allMatch(index -> isMinor(before.get(index), now.get(index)));
    }

    private static boolean isMinor(InstanceStatus before, InstanceStatus now) {
        return before.equals(now) || before.compareTo(now.id(), now.incarnation()) == 0
                && before.phase() == now.phase() && switch (now.phase()) {
                    case PULLING, STARTING, STOPPING -> true;
                    default -> false;
                };
    }

    private void wrote(NodeStatus status, StoreLook.Held held, Attempt attempt) {
        writing = false;
        Instant now = timeline.now();
        lastWrite = now;
        written = attempt.isDone() ? Optional.of(status) : Optional.empty();
        writtenIn = held.session();
        writtenFor = held.nodeVersion();
        refused = attempt.result() == Result.REFUSED ? Optional.of(status) : Optional.empty();
        nextOfRefused = now.plus(BETWEEN_REFUSALS);
        tell(attempt);
        if (missed || !attempt.isDone()) {
            wake.run();
        }
    }

    /** Once, however often it comes to the same. */
    private void tell(Attempt attempt) {
        if (attempt.result() == latest) {
            return;
        }
        latest = attempt.result();
        switch (latest) {
            case WHOLE -> LOG.info("the status is written again");
            case WITHOUT_OUTPUT -> LOG.warn(
                    "the status is written without the output of containers: {}", attempt.text());
            case NOT_NOW -> LOG.info("the status could not be written: {}", attempt.text());
            case REFUSED -> LOG.warn("the status cannot be written as it is: {}",
                    attempt.text());
        }
    }

    private static Attempt broken(Throwable e) {
        LOG.error("the write of the status failed in a way nobody expected", e);
        return new Attempt(Result.REFUSED, String.valueOf(e.getMessage()));
    }

    private Attempt write(NodeStatus status, StoreLook.Held held) {
        try {
            commit(status, held);
            return new Attempt(Result.WHOLE, "");
        } catch (RecordTooLargeException e) {
            return writeShort(status, held, e.getMessage());
        } catch (StoreUnavailableException | StoreConflictException e) {
            return new Attempt(Result.NOT_NOW, e.getMessage());
        }
    }

    private Attempt writeShort(NodeStatus status, StoreLook.Held held, String why) {
        try {
            commit(withoutOutput(status), held);
            return new Attempt(Result.WITHOUT_OUTPUT, why);
        } catch (RecordTooLargeException e) {
            return new Attempt(Result.REFUSED, e.getMessage());
        } catch (StoreUnavailableException | StoreConflictException e) {
            return new Attempt(Result.NOT_NOW, e.getMessage());
        }
    }

    /** Only while the node's record is the one we wrote: a second agent of this name is refused. */
    private void commit(NodeStatus status, StoreLook.Held held) {
        String path = Paths.status(status.node());
        byte[] bytes = RecordCodec.encode(status);
        OptionalInt current = version.isPresent() ? version : stored(path);
        version = OptionalInt.empty();
        store.commit(List.of(new StoreWrite.Check(Paths.node(status.node()), held.nodeVersion()),
                current.isPresent()
                        ? new StoreWrite.Update(path, bytes, current.getAsInt())
                        : new StoreWrite.Create(path, bytes, false)));
        version = OptionalInt.of(current.isPresent() ? current.getAsInt() + 1 : 0);
    }

    private OptionalInt stored(String path) {
        return store.read(path).map(found -> OptionalInt.of(found.version()))
                .orElseGet(OptionalInt::empty);
    }

    private static NodeStatus withoutOutput(NodeStatus status) {
        List<InstanceStatus> rows = status.instances().stream()
                .map(row -> new InstanceStatus(row.id(), row.incarnation(), row.phase(),
                        row.reason(), row.since(), row.restarts(), row.listsGeneration(),
                        List.of(), row.stable()))
                .toList();
        return new NodeStatus(status.node(), status.generation(), rows, status.volumes(),
                status.trouble(), status.images());
    }
}
