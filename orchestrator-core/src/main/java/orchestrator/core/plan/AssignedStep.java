package orchestrator.core.plan;

import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.plan.ContainerAction.Create;
import orchestrator.core.plan.ContainerAction.PullImage;
import orchestrator.core.plan.ContainerAction.ReadOutput;
import orchestrator.core.plan.ContainerAction.Remove;
import orchestrator.core.plan.ContainerAction.Start;
import orchestrator.core.state.ImageMemory;
import orchestrator.core.state.NodeView;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.PlacementMemory;
import orchestrator.core.state.PlacementMemory.Ending;

/** A placement that should run: from nothing to a container, and anew after each end. */
record AssignedStep(NodeScene scene, PlacementMemory memory, AssignedInstance assigned) {
    static Verdict decide(NodeScene scene, PlacementMemory memory, AssignedInstance assigned,
            Optional<ObservedContainer> container) {
        AssignedStep step = new AssignedStep(scene, memory, assigned);
        if (container.isEmpty()) {
            return step.begin(Optional.empty());
        }
        ObservedContainer it = container.get();
        return switch (it.state()) {
            case CREATED -> step.begin(container);
            case RUNNING, PAUSED -> new RunningStep(scene, memory, assigned, it).decide();
            case EXITED -> step.afterTheEnd(it);
            case REMOVING -> Verdict.wait(memory, Phase.CRASHED, memory.shown().reason());
        };
    }

    private NodeView view() {
        return scene.view();
    }

    private Verdict starting(ReasonCode code, String text) {
        return Verdict.wait(memory, Phase.STARTING, code, text);
    }

    /** What must be so before a container is made, or one that was made is started. */
    private Verdict begin(Optional<ObservedContainer> made) {
        Instant now = view().now();
        if (view().inDoubt() && !memory.hasBegun()) {
            return Verdict.wait(memory, Phase.STARTING, view().doubt().get());
        }
        if (mayRunElsewhere()) {
            return askingFirst();
        }
        if (assigned.isLeased() && !view().lease().mayBegin()) {
            return Verdict.wait(memory, Phase.STARTING, view().lease().reason());
        }
        if (memory.crashes().holds(now)) {
            return backingOff();
        }
        if (scene.waitsForEarlier(memory.key())) {
            return starting(ReasonCode.CONTAINER_STARTING, "when the one before has stopped");
        }
        if (memory.failures().holds(now)) {
            Phase phase = isGivenUp() ? Phase.CRASHED : Phase.STARTING;
            return Verdict.wait(memory, phase, memory.failure().orElseThrow())
                    .lookAt(memory.failures().nextAt());
        }
        return scene.spec(assigned).map(spec -> begin(made, spec))
                .orElseGet(() -> starting(ReasonCode.CONTAINER_STARTING,
                        "what it is could not be read from the store yet"));
    }

    private Verdict begin(Optional<ObservedContainer> made, ContainerSpec spec) {
        Optional<SecretId> missing = assigned.secrets().stream()
                .map(AssignedInstance.SecretUse::id)
                .filter(view().missingSecrets()::contains).findFirst();
        if (missing.isPresent()) {
            return starting(ReasonCode.SECRET_MISSING,
                    "secret " + missing.get().name() + " has no value that can be opened here");
        }
        Reason reason = memory.ending().map(AssignedStep::anew)
                .orElse(new Reason(ReasonCode.CONTAINER_STARTING, "its container starts"));
        if (made.isPresent()) {
            return trying(new Start(memory.key(), made.get().id(), assigned, spec, reason));
        }
        ImageMemory image = view().images().get(spec.image());
        if (image != null && image.state() == ImageMemory.State.PRESENT) {
            return trying(new Create(memory.key(), assigned, spec,
                    view().assignment().generation(), reason));
        }
        return withoutImage(spec.image(), Optional.ofNullable(image));
    }

    /** Until it is ready again it is said why the container before it ended. */
    static Reason anew(Ending ending) {
        return new Reason(ending.reason().code(), NodePlanner.MADE_ANEW + ending.reason().text());
    }

    /** After several refusals one more try says no more than the last refusal did. */
    private Verdict trying(ContainerAction action) {
        Verdict tries = Verdict.act(memory, Phase.STARTING, action);
        return isGivenUp() ? tries.saying(Phase.CRASHED, memory.failure().orElseThrow()) : tries;
    }

    /** True when starts were refused so often in a row that nobody should wait for it. */
    private boolean isGivenUp() {
        return memory.failures().keepsFailing()
                && memory.failure().filter(why -> switch (why.code()) {
                    case START_FAILED, TEMPLATE_FAILED, PORT_TAKEN, NAME_TAKEN, VOLUME_FAILED ->
                        true;
                    default -> false;
                }).isPresent();
    }

    private Verdict withoutImage(String name, Optional<ImageMemory> image) {
        if (image.isEmpty()) {
            return starting(ReasonCode.CONTAINER_STARTING, "looks for its image " + name);
        }
        ImageMemory known = image.get();
        Phase phase = known.keepsFailing() ? Phase.CRASHED : Phase.PULLING;
        if (known.state() == ImageMemory.State.PULLING) {
            // Until something arrives, one more try says no more than the one before did.
            if (known.bringsNothing()) {
                return Verdict.wait(memory, phase, known.failure().get());
            }
            return Verdict.wait(memory, Phase.PULLING, ReasonCode.IMAGE_PULLING,
                    name + NodeText.progress(known));
        }
        if (known.retries().holds(view().now())) {
            return Verdict.wait(memory, phase, known.failure().orElseThrow())
                    .lookAt(known.retries().nextAt());
        }
        Reason reason = known.failure()
                .orElse(new Reason(ReasonCode.IMAGE_PULLING, name));
        return Verdict.act(memory, phase, new PullImage(memory.key(), name, false, reason));
    }

    private Verdict afterTheEnd(ObservedContainer container) {
        Ending ending = memory.ending().orElseThrow();
        if (mayRunElsewhere()) {
            return askingFirst();
        }
        if (memory.failures().holds(view().now())) {
            return Verdict.wait(memory, Phase.CRASHED, memory.failure().orElseThrow())
                    .lookAt(memory.failures().nextAt());
        }
        if (!ending.outputRead()) {
            return Verdict.act(memory, Phase.CRASHED,
                    new ReadOutput(memory.key(), container.id(), ending.reason()));
        }
        if (memory.crashes().holds(view().now())) {
            return backingOff();
        }
        return Verdict.act(memory, Phase.CRASHED,
                new Remove(memory.key(), container.id(), ending.reason()));
    }

    /**
     * While this agent was away its node may have been given up, on the word of a person or because
     * it was booted: what keeps its node is brought back only by who has asked since. And a clone
     * of a machine remembers what runs on that one.
     */
    private boolean mayRunElsewhere() {
        return view().inDoubt() && switch (view().source()) {
            case STORE -> false;
            case DISK -> assigned.upkeep().exclusive() == Exclusive.KEEP;
            case DISK_OF_ANOTHER -> true;
        };
    }

    private Verdict askingFirst() {
        String text = view().source() == NodeView.Source.DISK_OF_ANOTHER
                ? "it ran on another machine, of which this one may be a clone: "
                        + "the store is asked first"
                : "it may run elsewhere by now: the store is asked first (exclusive)";
        return Verdict.wait(memory, Phase.CRASHED, ReasonCode.FROZEN, text);
    }

    private Verdict backingOff() {
        String text = memory.ending().map(end -> end.reason().text()).orElse("ended");
        int count = memory.crashes().inARow();
        return Verdict.wait(memory, Phase.CRASHED, ReasonCode.BACKING_OFF,
                text + ", " + count + " times in a row; the next start waits "
                        + NodeText.duration(memory.crashes().pause()))
                .lookAt(memory.crashes().nextAt());
    }
}
