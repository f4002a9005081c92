package orchestrator.cli.render;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;

/**
 * One instance as a person sees it.
 *
 * @param wanted  false for one that is on its way out
 * @param current true when it is made from the current revision of its project
 * @param held    what the leader says it does not do with it yet
 * @param openAt  addresses its published ports can be opened at
 * @param output  the last lines of a container that failed
 * @param before  where the one that it takes the place of serves on, while that is so
 * @param place   what else there is of it, and whether it is to be made anew
 */
public record InstanceView(InstanceId id, Phase phase, Reason reason, Optional<NodeName> node,
        Optional<Incarnation> incarnation, Optional<Instant> since, boolean wanted, boolean current,
        Optional<Reason> held, int restarts, List<String> openAt, List<String> output,
        Optional<NodeName> before, Place place) {
    /** Reasons of a start that failed and is tried again and again. */
    private static final Set<ReasonCode> TROUBLE = EnumSet.of(ReasonCode.START_FAILED,
            ReasonCode.IMAGE_PULL_FAILED, ReasonCode.IMAGE_MISSING, ReasonCode.PORT_TAKEN,
            ReasonCode.NAME_TAKEN, ReasonCode.VOLUME_FAILED, ReasonCode.SECRET_MISSING,
            ReasonCode.TEMPLATE_FAILED, ReasonCode.ENGINE_SILENT, ReasonCode.BACKING_OFF);

    /**
     * How far its change has come.
     *
     * @param outdated true when its newest container is not of the kind that is wanted by now
     * @param alone    false while an older container of it is still there
     */
    public record Place(boolean outdated, boolean alone) {
        /** Nothing is left to do. */
        static final Place TAKEN = new Place(false, true);
    }

    public InstanceView {
        openAt = List.copyOf(openAt);
        output = List.copyOf(output);
    }

    public boolean isReady() {
        return phase == Phase.READY;
    }

    /** True when there is one to send requests to: itself, or the one it takes the place of. */
    public boolean serves() {
        return isReady() || before.isPresent();
    }

    /** True when its change has not begun yet. */
    public boolean isHeldBack() {
        return wanted && place.outdated();
    }

    /** True when its change has begun and is not over. */
    public boolean isUnderWay() {
        return wanted && !isHeldBack() && !(isReady() && current && place.alone());
    }

    /** True when it waits only because another one it needs is not ready. */
    public boolean waitsForAnother() {
        return phase == Phase.WAITING && reason.code() == ReasonCode.WAITS_FOR_READY;
    }

    /** True when it is neither ready nor on its way to where it should be. */
    public boolean isStuck() {
        return switch (phase) {
            case UNHEALTHY, CRASHED, LOST -> true;
            case PULLING, STARTING -> TROUBLE.contains(reason.code());
            case WAITING -> switch (reason.code()) {
                case NEW, COUNT_UP, CHANGED, MOVED, WAITS_FOR_READY, WAITS_FOR_PLACE,
                        WAITS_FOR_BUDGET, WAITS_FOR_LISTS, WAITS_FOR_NEW_COPY ->
                    false;
                default -> true;
            };
            case READY, STOPPING -> false;
        };
    }

    /** True when it serves on as it was, because no node can take what it is to become. */
    public boolean isStranded() {
        return isReady() && !current && isHeldFor(ReasonCode.NO_NODE_FITS);
    }

    /** True when it serves on as it was until another one is ready. */
    public boolean hasToWait() {
        return isReady() && !current && (isHeldFor(ReasonCode.WAITS_FOR_BUDGET)
                || isHeldFor(ReasonCode.WAITS_FOR_READY) || isHeldFor(ReasonCode.WAITS_FOR_STABLE));
    }

    private boolean isHeldFor(ReasonCode code) {
        return held.filter(why -> why.code() == code).isPresent();
    }

    /** True when it is not even made, however often that is tried. */
    public boolean isRefused() {
        return switch (reason.code()) {
            case START_FAILED, TEMPLATE_FAILED, PORT_TAKEN, NAME_TAKEN, VOLUME_FAILED -> true;
            default -> false;
        };
    }

    /** After "waiting" nobody wants to read "waits for x" but "for x". */
    private String withoutPhase(String text) {
        return phase == Phase.WAITING && text.startsWith("waits for ")
                ? text.substring("waits ".length())
                : text;
    }

    /** Where it is and why it is as it is, in a few words: {@code on core-02: GET / is 503}. */
    public String explanation() {
        String where = node.filter(each -> !reason.text().contains(each.value()))
                .map(each -> "on " + each).orElse("");
        String why = phase == Phase.READY ? "" : withoutPhase(reason.text());
        return where + (where.isEmpty() || why.isEmpty() ? "" : ": ") + why
                + (before.isPresent() && !isReady() ? "; the one before serves on" : "");
    }

    /** Its phase and the explanation in one: {@code lost: core-03 silent for 48s}. */
    public String sentence() {
        String why = explanation();
        boolean goesOn = why.isEmpty() || why.startsWith("for ") || why.startsWith("on ");
        return (phase.word() + (goesOn ? " " : ": ") + why).strip();
    }
}
