package orchestrator.core.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.rollout.Sight.Seen;
import orchestrator.core.state.NodeObservation;

/**
 * Images that cannot be had: the registry has no such image, or several nodes fail to fetch it and
 * none has it. One node that fails where others do not has only its own trouble.
 */
final class ImageFailures {
    /** So many nodes that fail alike are not to blame; fewer where fewer work. */
    private static final int NODES_THAT_AGREE = 2;

    private final Rollout rollout;
    private final Sight sight;

    ImageFailures(Rollout rollout, Sight sight) {
        this.rollout = rollout;
        this.sight = sight;
    }

    Stream<Failed> all() {
        return rollout.current().services().stream()
                .filter(sight.changes()::hasNewImage)
                .flatMap(service -> failure(service).stream());
    }

    private Optional<Failed> failure(ServiceSpec service) {
        List<Word> words = words(service.container().image(), service);
        Optional<Word> missing = words.stream()
                .filter(word -> word.reason().code() == ReasonCode.IMAGE_MISSING).findFirst();
        return missing.or(() -> refusedByMany(words)).flatMap(word -> failed(service, word));
    }

    private Optional<Word> refusedByMany(List<Word> words) {
        boolean somebodyHasIt = words.stream()
                .anyMatch(word -> word.reason().code() == ReasonCode.IMAGE_PRESENT);
        List<Word> refusals = words.stream()
                .filter(word -> word.reason().code() == ReasonCode.IMAGE_PULL_FAILED).toList();
        long working = sight.nodes().stream()
                .filter(node -> node.takesWork() && node.status().trouble().isEmpty()).count();
        long enough = Math.max(1, Math.min(NODES_THAT_AGREE, working));
        long agree = refusals.stream().map(word -> word.node().name()).distinct().count();
        return !somebodyHasIt && agree >= enough
                ? refusals.stream().findFirst()
                : Optional.empty();
    }

    /** What one node says of an image; {@code by} is who has to wait for it, when anybody does. */
    private record Word(NodeObservation node, Reason reason, Optional<Seen> by) {}

    private List<Word> words(String image, ServiceSpec service) {
        List<Word> words = new ArrayList<>();
        for (Seen seen : sight.seen()) {
            if (seen.assigned().id().service().equals(service.name())
                    && sight.changes().isItsDoing(seen.assigned())) {
                seen.row().flatMap(ImageFailures::ofImage)
                        .ifPresent(reason -> words.add(new Word(seen.node(), reason,
                                Optional.of(seen))));
            }
        }
        for (NodeObservation node : sight.nodes()) {
            node.status().images().stream().filter(each -> each.image().equals(image))
                    .map(ImageStatus::state)
                    .forEach(reason -> words.add(new Word(node, reason, waiting(node, image))));
        }
        return words;
    }

    /** What a row lets know of its image: that it is there, or why not. */
    private static Optional<Reason> ofImage(InstanceStatus row) {
        ReasonCode code = row.reason().code();
        if (code == ReasonCode.IMAGE_MISSING || code == ReasonCode.IMAGE_PULL_FAILED) {
            return Optional.of(row.reason());
        }
        boolean runs = row.phase() == Phase.READY || row.phase() == Phase.UNHEALTHY
                || code == ReasonCode.CHECK_PENDING;
        return runs
                ? Optional.of(new Reason(ReasonCode.IMAGE_PRESENT, "a container runs from it"))
                : Optional.empty();
    }

    /** Who runs on from before while the image is fetched ahead. */
    private Optional<Seen> waiting(NodeObservation node, String image) {
        return sight.seen().stream()
                .filter(seen -> seen.node().name().equals(node.name()))
                .filter(seen -> seen.assigned().upkeep().nextImage().equals(Optional.of(image)))
                .findFirst();
    }

    /** Told of whoever waits there, or else of any instance of the service. */
    private Optional<Failed> failed(ServiceSpec service, Word word) {
        return word.by().filter(seen -> seen.service().equals(Optional.of(service)))
                .or(() -> sight.seen().stream()
                        .filter(seen -> seen.assigned().id().service().equals(service.name()))
                        .findFirst())
                .map(seen -> new Failed(rollout, sight, seen, told(word, seen),
                        sight.changes().isItsDoing(seen.assigned())));
    }

    private static Reason told(Word word, Seen seen) {
        return seen.node().name().equals(word.node().name())
                ? word.reason()
                : new Reason(word.reason().code(),
                        word.node().name() + " says: " + word.reason().text());
    }
}
