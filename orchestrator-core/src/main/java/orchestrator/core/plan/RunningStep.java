package orchestrator.core.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Check;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.ContainerAction.ReadOutput;
import orchestrator.core.plan.ContainerAction.Render;
import orchestrator.core.state.Backoff;
import orchestrator.core.state.ContainerRun;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.PlacementMemory;
import orchestrator.core.state.PlacementMemory.Health;
import orchestrator.core.state.PlacementMemory.Rendered;

/** A container that runs and should: is it well, and are its files the newest? */
record RunningStep(NodeScene scene, PlacementMemory memory, AssignedInstance assigned,
        ObservedContainer container) {
    /**
     * How long a container without a check must live before others are sent to it: what cannot begin
     * at all ends sooner. Who wants more asks for a check, or for {@code stable-for}.
     */
    static final Duration SETTLED = Duration.ofMillis(300);
    /**
     * By so much earlier than it was seen may it have begun, by the word of its engine: whose clock
     * may be another, and the rest of {@link #SETTLED} it is seen to live in any case.
     */
    static final Duration SEEN_LATE = Duration.ofMillis(150);
    /**
     * Lists may change many times while copies are replaced: what comes together is one reload. The
     * files a container started with count too, for one that hardly runs may not know the signal.
     */
    private static final Duration BETWEEN_RENDERINGS = Duration.ofSeconds(1);
    /** Whoever served for so long has earned a restart without a pause. */
    private static final Duration WELL_FOR = Duration.ofMinutes(10);
    /**
     * Who copies a container may pause it for a moment. How long a service may take to start says
     * nothing of that.
     */
    private static final Duration PAUSED_FOR = Duration.ofSeconds(15);
    private static final String PAUSED = "is paused by someone";

    Verdict decide() {
        if (!container.identity().container().equals(assigned.container())) {
            return stranger();
        }
        if (memory.hasEnded(ContainerRun.of(container))) {
            return end();
        }
        Optional<ContainerSpec> spec = scene.spec(assigned);
        if (spec.isEmpty()) {
            return Verdict.wait(memory, unready(), ReasonCode.RUNNING,
                    "runs; what it is could not be read from the store yet");
        }
        if (container.state() == ObservedContainer.State.PAUSED) {
            return with(paused()).unwell(PAUSED_FOR, ReasonCode.CHECK_FAILED);
        }
        return spec.get().check().map(check -> checked(spec.get(), check))
                .orElseGet(() -> unchecked(spec.get()));
    }

    /**
     * Under one incarnation two different containers are never asked for. When its label says
     * otherwise nobody knows which of them is right, so it is not passed as well and not ended.
     */
    private Verdict stranger() {
        return Verdict.wait(memory, Phase.UNHEALTHY, ReasonCode.RUNNING,
                "runs, but was made from something else than is assigned; it is left alone");
    }

    private Instant now() {
        return scene.view().now();
    }

    private RunningStep with(PlacementMemory other) {
        return new RunningStep(scene, other, assigned, container);
    }

    /** Never ready so far: it starts. Once it was: it is unhealthy. */
    private Phase unready() {
        return switch (memory.shown().phase()) {
            case READY, UNHEALTHY -> Phase.UNHEALTHY;
            default -> Phase.STARTING;
        };
    }

    /**
     * Why it is not ready. One that was made anew and has not been ready since says with it why the
     * one before ended: whoever judges a new revision may have missed the moment of that end.
     */
    private Reason said(ReasonCode code, String text) {
        Reason now = new Reason(code, text);
        return unready() == Phase.STARTING
                ? memory.ending().map(AssignedStep::anew)
                        .map(why -> new Reason(why.code(), why.text() + "; now " + text))
                        .orElse(now)
                : now;
    }

    private Verdict unchecked(ContainerSpec spec) {
        Instant settled = began().plus(SETTLED);
        if (!memory.health().ready() && now().isBefore(settled)) {
            return rendered(spec, Verdict.wait(memory, unready(),
                    said(ReasonCode.CONTAINER_STARTING, "just started")).lookAt(settled));
        }
        Health ready = memory.health().after(true, "runs; it has no check", 1, now());
        return with(memory.withHealth(ready)).well(spec, ReasonCode.RUNNING);
    }

    /** As its engine says, as far as that may be believed. */
    private Instant began() {
        Instant seen = memory.health().since();
        Instant earliest = seen.minus(SEEN_LATE);
        Instant said = container.startedAt();
        if (said.isAfter(seen)) {
            return seen;
        }
        return said.isBefore(earliest) ? earliest : said;
    }

    private Verdict checked(ContainerSpec spec, Check check) {
        if (memory.health().ready()) {
            return well(spec, ReasonCode.CHECK_PASSED);
        }
        boolean started = unready() == Phase.STARTING;
        return unwell(check.grace(),
                started ? ReasonCode.CHECK_PENDING : ReasonCode.CHECK_FAILED);
    }

    private Verdict well(ContainerSpec spec, ReasonCode code) {
        Instant rests = memory.health().since().plus(WELL_FOR);
        boolean forLong = !rests.isAfter(now());
        PlacementMemory rested = forLong ? memory.withoutCrashes() : memory;
        Verdict well = Verdict.wait(rested, Phase.READY, code, memory.health().answer());
        boolean mayRest = !forLong && !memory.crashes().equals(Backoff.NONE);
        return rendered(spec, mayRest ? well.lookAt(rests) : well);
    }

    /** Failing may take as long as {@code grace}; then the container is made anew. */
    private Verdict unwell(Duration grace, ReasonCode code) {
        Health health = memory.health();
        String answer = health.answer().isEmpty()
                ? "its first check is under way"
                : health.answer();
        Instant deadline = health.since().plus(grace);
        boolean mayGoOn = now().isBefore(deadline) || health.failures() == 0;
        if (mayGoOn || scene.view().inDoubt()) {
            Verdict waits = Verdict.wait(memory, unready(), said(code, answer));
            Verdict renders = scene.spec(assigned).map(spec -> rendered(spec, waits))
                    .orElse(waits);
            return now().isBefore(deadline) ? renders.lookAt(deadline) : renders;
        }
        String text = (unready() == Phase.STARTING ? "never passed its check in " : "failed for ")
                + NodeText.duration(grace) + ": " + answer;
        return with(Recollection.ended(memory, ContainerRun.of(container),
                new Reason(ReasonCode.CHECK_FAILED, text), now())).end();
    }

    /** What the agent before this one said of it is not counted: the time begins anew. */
    private PlacementMemory paused() {
        Health known = memory.health();
        return known.failures() > 0 && known.answer().equals(PAUSED)
                ? memory
                : memory.withHealth(new Health(false, now(), 1, PAUSED));
    }

    /**
     * Ended by its own health policy, unless there is doubt. What it wrote is read first: whoever
     * judges a revision by this failure wants to show it, and its end may take a while.
     */
    private Verdict end() {
        Reason why = memory.ending().orElseThrow().reason();
        if (scene.view().inDoubt()) {
            return Verdict.wait(memory, Phase.UNHEALTHY, why);
        }
        if (memory.failures().holds(now())) {
            return Verdict.wait(memory, Phase.UNHEALTHY, memory.failure().orElse(why))
                    .lookAt(memory.failures().nextAt());
        }
        if (!memory.ending().orElseThrow().outputRead()) {
            ReadOutput reads = new ReadOutput(memory.key(), container.id(), why);
            return Verdict.act(memory, unready(), reads)
                    .saying(memory.shown().phase(), memory.shown().reason());
        }
        return Verdict.act(memory, Phase.UNHEALTHY,
                OverStep.stop(scene, memory, container, false, why));
    }

    /** Adds a rendering to what is said of a container whose files are not of the newest lists. */
    private Verdict rendered(ContainerSpec spec, Verdict verdict) {
        Optional<Rendered> current = memory.rendered()
                .filter(each -> each.containerId().equals(container.id()));
        boolean newest = current.isPresent()
                && current.get().listsGeneration() >= assigned.listsGeneration();
        if (newest || scene.view().inDoubt()) {
            return verdict;
        }
        if (spec.files().isEmpty() || spec.reload().isEmpty()) {
            String digest = current.map(Rendered::digest).orElse(Rendered.UNKNOWN);
            return remembered(verdict, new Rendered(container.id(), assigned.listsGeneration(),
                    digest));
        }
        if (memory.failures().holds(now())) {
            return verdict.saying(verdict.phase(), memory.failure().orElseThrow())
                    .lookAt(memory.failures().nextAt());
        }
        Instant again = current.map(Rendered::at).orElse(Instant.EPOCH).plus(BETWEEN_RENDERINGS);
        if (now().isBefore(again)) {
            return verdict.lookAt(again);
        }
        Render render = new Render(memory.key(), container.id(), assigned, spec,
                current.map(Rendered::digest).orElse(Rendered.UNKNOWN),
                new Reason(ReasonCode.ENDPOINTS_CHANGED, "its addresses or files changed"));
        return new Verdict(verdict.memory(), verdict.phase(), verdict.reason(),
                Optional.of(render), verdict.nextLook());
    }

    private static Verdict remembered(Verdict verdict, Rendered rendered) {
        return new Verdict(verdict.memory().withRendered(rendered), verdict.phase(),
                verdict.reason(), verdict.action(), verdict.nextLook());
    }
}
