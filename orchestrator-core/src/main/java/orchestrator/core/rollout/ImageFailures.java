package orchestrator.core.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.rollout.Sight.Seen;
import orchestrator.core.scheduler.ClusterLedger;
import orchestrator.core.scheduler.PlacementRequest;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.scheduler.Scheduler;
import orchestrator.core.state.NodeObservation;

/**
 * Images that cannot be had: the registry has no such image, or several nodes fail to fetch it and
 * none has it. One node that fails where others do not has only its own trouble.
 */
final class ImageFailures {
    /** So many nodes that fail alike are not to blame; fewer where fewer may be asked. */
    private static final int NODES_THAT_AGREE = 2;

    private final Rollout rollout;
    private final Sight sight;

    ImageFailures(Rollout rollout, Sight sight) {
        this.rollout = rollout;
        this.sight = sight;
    }

    Stream<Failed> all() {
        TreeSet<ServiceName> doubtful = new TreeSet<>();
        sight.doubtful().forEach(seen -> doubtful.add(seen.assigned().id().service()));
        return rollout.current().services().stream()
                .filter(service -> doubtful.contains(service.name()))
                .filter(sight.changes()::hasNewImage)
                .flatMap(service -> failure(service).stream());
    }

    static boolean isRefusal(Reason image) {
        return image.code() == ReasonCode.IMAGE_MISSING
                || image.code() == ReasonCode.IMAGE_PULL_FAILED;
    }

    private Optional<Failed> failure(ServiceSpec service) {
        List<Word> words = words(service);
        Optional<Word> missing = words.stream()
                .filter(word -> word.reason().code() == ReasonCode.IMAGE_MISSING).findFirst();
        return missing.or(() -> refusedByMany(service, words)).map(this::failed);
    }

    /** A copy that was moved away counts on: its node still knows, though nobody waits there. */
    private Optional<Word> refusedByMany(ServiceSpec service, List<Word> words) {
        SortedSet<NodeName> refuse = new TreeSet<>();
        List<Word> refusals = words.stream()
                .filter(word -> word.reason().code() == ReasonCode.IMAGE_PULL_FAILED).toList();
        refusals.forEach(word -> refuse.add(word.seen().node().name()));
        saying(ReasonCode.IMAGE_PULL_FAILED, service).forEach(node -> refuse.add(node.name()));
        boolean somebodyHasIt = saying(ReasonCode.IMAGE_PRESENT, service).findAny().isPresent()
                || words.stream().anyMatch(
                        word -> word.reason().code() == ReasonCode.IMAGE_PRESENT);
        return somebodyHasIt
                ? Optional.empty()
                : refusals.stream().findFirst().filter(word -> refuse.size() >= Math
                        .clamp(nodesFor(service, word.seen()), 1, NODES_THAT_AGREE));
    }

    private Stream<NodeObservation> saying(ReasonCode code, ServiceSpec service) {
        return sight.nodes().filter(node -> node.status()
                .image(service.container().image()).filter(it -> it.code() == code).isPresent());
    }

    /** How many nodes have an instance of the service, or may be given the one that waits. */
    private long nodesFor(ServiceSpec service, Seen waiting) {
        ClusterLedger ledger = new ClusterLedger(rollout.observed());
        PlacementRequest request = new PlacementRequest(waiting.assigned().id(), service,
                List.of());
        boolean tied = !service.place().near().isEmpty() || isTiedByData(service, waiting);
        return sight.nodes().filter(node -> node.status().trouble().isEmpty())
                .filter(node -> isOn(node, service) || !tied && Scheduler
                        .refusals(request, ledger.node(node.name()), ledger).stream()
                        .allMatch(refusal -> refusal.rule() == Refusal.Rule.IMAGE))
                .count();
    }

    private boolean isTiedByData(ServiceSpec service, Seen waiting) {
        return service.container().staysWithData() && waiting.node().status().volumes().stream()
                .anyMatch(volume -> volume.instance().equals(waiting.assigned().id()));
    }

    private boolean isOn(NodeObservation node, ServiceSpec service) {
        return sight.seen().filter(seen -> seen.node().name().equals(node.name()))
                .anyMatch(seen -> seen.assigned().id().service().equals(service.name()));
    }

    /** What the node of somebody who waits for an image says of it. */
    private record Word(Seen seen, Reason reason) {}

    /**
     * Only where somebody waits is an image fetched now: what any other node remembers may be of
     * a time before somebody mended it.
     */
    private List<Word> words(ServiceSpec service) {
        List<Word> words = new ArrayList<>();
        ofService(service).forEach(seen -> {
            Optional<Reason> reason = sight.changes().isItsDoing(seen.assigned())
                    ? seen.row().flatMap(ImageFailures::ofImage)
                    : ofNext(seen, service.container().image());
            reason.ifPresent(said -> words.add(new Word(seen, said)));
        });
        return words;
    }

    private Stream<Seen> ofService(ServiceSpec service) {
        return sight.seen()
                .filter(seen -> seen.assigned().id().service().equals(service.name()));
    }

    /** What is said of the image that is fetched ahead, by an agent that knows it was asked for. */
    private static Optional<Reason> ofNext(Seen seen, String image) {
        NodeObservation node = seen.node();
        boolean knows = node.status().generation() >= node.assignment().generation();
        return knows && seen.assigned().upkeep().nextImage().equals(Optional.of(image))
                ? node.status().image(image)
                : Optional.empty();
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

    private Failed failed(Word word) {
        return new Failed(rollout, sight, word.seen(), word.reason(),
                sight.changes().isItsDoing(word.seen().assigned()));
    }
}
