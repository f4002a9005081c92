package orchestrator.core.rollout;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Update.OnFailure;
import orchestrator.core.rollout.Sight.Seen;

/**
 * The failures that are the revision's own. What is a node's (its disk, its engine, an image that
 * only it cannot fetch) is not among them: the planner moves such a copy.
 */
final class Failures {
    /** Whoever ends by itself so often has not merely come up before what it needs. */
    private static final int MANY_ENDINGS = 2;
    private static final Set<ReasonCode> NOT_ITS_OWN = EnumSet.of(ReasonCode.VOLUME_FAILED,
            ReasonCode.PORT_TAKEN, ReasonCode.NAME_TAKEN, ReasonCode.ENGINE_SILENT,
            ReasonCode.IMAGE_PULL_FAILED, ReasonCode.IMAGE_PULLING, ReasonCode.SECRET_MISSING,
            ReasonCode.REMOVED_BY_HAND, ReasonCode.FROZEN, ReasonCode.STORE_IN_DOUBT,
            ReasonCode.LEASE_NOT_HELD, ReasonCode.STOP_ASKED);
    /** One that is gone back for before one that only stops; then by name. */
    private static final Comparator<Failed> ORDER = Comparator
            .comparing((Failed each) -> each.service().update().onFailure() != OnFailure.ROLLBACK)
            .thenComparing(each -> each.seen().assigned().id())
            .thenComparing(each -> each.seen().assigned().incarnation());

    private Failures() {}

    static Optional<Failed> first(Rollout rollout, Sight sight) {
        Stream<Failed> ofContainers = sight.doubtful()
                .filter(seen -> seen.node().status().trouble().isEmpty())
                .filter(seen -> sight.adjusted().isFailedBy(seen, rollout.observed().takenAt())
                        || sight.changes().isItsDoing(seen.assigned())
                                && seen.row().filter(Failures::isFailed).isPresent())
                .flatMap(seen -> seen.row().stream()
                        .map(row -> new Failed(rollout, sight, seen, row.reason(), true)));
        return Stream.concat(ofContainers, new ImageFailures(rollout, sight).all()).min(ORDER);
    }

    static boolean isFailed(InstanceStatus row) {
        if (row.stable() || row.phase() == Phase.STOPPING) {
            return false;
        }
        return switch (row.reason().code()) {
            case IMAGE_MISSING -> row.phase() != Phase.READY;
            case START_FAILED, TEMPLATE_FAILED -> row.phase() == Phase.CRASHED;
            case CHECK_FAILED -> row.restarts() == 0
                    ? row.phase() == Phase.UNHEALTHY
                    : outputIsKnown(row);
            case OUT_OF_MEMORY -> outputIsKnown(row);
            default -> row.restarts() >= MANY_ENDINGS && outputIsKnown(row)
                    && !NOT_ITS_OWN.contains(row.reason().code());
        };
    }

    /**
     * Between the end of a container and the next one its last lines are read: a failure told a
     * moment later is told with them.
     */
    private static boolean outputIsKnown(InstanceStatus row) {
        boolean between = row.phase() == Phase.CRASHED || row.phase() == Phase.UNHEALTHY;
        return !between || !row.output().isEmpty()
                || row.reason().code() == ReasonCode.BACKING_OFF;
    }
}
