package orchestrator.core.rollout;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Update.OnFailure;
import orchestrator.core.rollout.Sight.Seen;

/**
 * The failures that are the revision's own. What is a node's (its disk, its engine, an image that
 * only it cannot fetch) is not among them: the planner moves such a copy.
 */
final class Failures {
    /** Whoever ends by itself so often has not merely come up before what it needs. */
    private static final int MOST_ENDINGS = 1;
    private static final Set<ReasonCode> AT_ONCE = EnumSet.of(ReasonCode.CHECK_FAILED,
            ReasonCode.START_FAILED, ReasonCode.TEMPLATE_FAILED, ReasonCode.OUT_OF_MEMORY,
            ReasonCode.IMAGE_MISSING);
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
        Stream<Failed> ofContainers = sight.seen().stream()
                .filter(seen -> sight.changes().isItsDoing(seen.assigned()))
                .filter(seen -> seen.node().status().trouble().isEmpty())
                .flatMap(seen -> seen.row().filter(Failures::isFailed).stream()
                        .map(row -> new Failed(rollout, sight, seen, row.reason(), true)));
        return Stream.concat(ofContainers, new ImageFailures(rollout, sight).all()).min(ORDER);
    }

    private static boolean isFailed(InstanceStatus row) {
        if (row.stable() || row.phase() == Phase.STOPPING) {
            return false;
        }
        Reason reason = row.reason();
        boolean saysSo = switch (row.phase()) {
            case CRASHED -> AT_ONCE.contains(reason.code());
            case UNHEALTHY -> reason.code() == ReasonCode.CHECK_FAILED;
            case STARTING, PULLING -> reason.code() == ReasonCode.IMAGE_MISSING;
            case READY, WAITING, LOST, STOPPING -> false;
        };
        return saysSo || row.restarts() > MOST_ENDINGS && !NOT_ITS_OWN.contains(reason.code());
    }
}
