package orchestrator.core.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.ContainerAction.PullImage;
import orchestrator.core.state.ImageMemory;
import orchestrator.core.state.ImageMemory.State;
import orchestrator.core.state.PlacementKey;

/**
 * Images that will be needed next, fetched while what runs now goes on serving, and what the leader
 * is told of them and of those that cannot be had here.
 *
 * @param wanted by name, with the first placement whose next incarnation needs it
 */
record AheadStep(NodeScene scene, SortedMap<String, PlacementKey> wanted) {
    static AheadStep of(NodeScene scene) {
        SortedMap<String, PlacementKey> wanted = new TreeMap<>();
        scene.assigned().forEach((key, assigned) -> assigned.upkeep().nextImage()
                .filter(_ -> scene.over(key).isEmpty())
                .ifPresent(image -> wanted.putIfAbsent(image, key)));
        return new AheadStep(scene, wanted);
    }

    /** Those that may begin now. */
    List<ContainerAction> pulls() {
        List<ContainerAction> pulls = new ArrayList<>();
        if (scene.view().inDoubt()) {
            return pulls;
        }
        wanted.forEach((image, key) -> known(image)
                .filter(memory -> memory.state() == State.ABSENT)
                .filter(memory -> !memory.retries().holds(scene.view().now()))
                .ifPresent(memory -> pulls.add(new PullImage(key, image, true, memory.failure()
                        .orElse(new Reason(ReasonCode.IMAGE_PULLING, image + " is next"))))));
        return pulls;
    }

    /** When a pull that failed may be tried again. */
    List<Instant> looks() {
        return wanted.keySet().stream().flatMap(image -> known(image).stream())
                .filter(memory -> memory.state() == State.ABSENT)
                .map(memory -> memory.retries().nextAt())
                .filter(scene.view().now()::isBefore).toList();
    }

    /** Of those asked for ahead whatever is known, of others only that they cannot be had. */
    List<ImageStatus> statuses() {
        List<ImageStatus> statuses = new ArrayList<>();
        scene.view().images().forEach((image, memory) -> {
            if (wanted.containsKey(image) || memory.isHopeless() && memory.bringsNothing()) {
                statuses.add(new ImageStatus(image, state(image, memory)));
            }
        });
        return statuses;
    }

    private Optional<ImageMemory> known(String image) {
        return Optional.ofNullable(scene.view().images().get(image));
    }

    private static Reason state(String image, ImageMemory memory) {
        if (memory.state() == State.PRESENT) {
            return new Reason(ReasonCode.IMAGE_PRESENT, image + " is there");
        }
        if (memory.bringsNothing()) {
            Reason failure = memory.failure().orElseThrow();
            return memory.isHopeless()
                    ? failure
                    : new Reason(ReasonCode.IMAGE_PULLING, failure.text());
        }
        return new Reason(ReasonCode.IMAGE_PULLING, image + NodeText.progress(memory));
    }
}
