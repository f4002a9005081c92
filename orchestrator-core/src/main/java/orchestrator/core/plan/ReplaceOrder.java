package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.ServiceSpec.Update.Order;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;

/**
 * Which goes first when an instance is replaced: its successor starts, or it stops.
 *
 * @param why the reason, to stand after "because": {@code it publishes port 80 of its node}
 */
public record ReplaceOrder(Order order, String why) {
    /**
     * The order for one instance, as the planner takes it while there is room for two; empty when
     * nobody wants the instance.
     */
    public static Optional<ReplaceOrder> of(DesiredState desired, ObservedState observed,
            InstanceId id) {
        PlanDraft draft = new PlanDraft(ClusterIndex.of(desired, observed), Pace.CAREFUL);
        return draft.wanted.find(id).map(each -> of(each, draft));
    }

    static ReplaceOrder of(Wanted wanted, PlanDraft draft) {
        return mustStopFirst(wanted).map(why -> new ReplaceOrder(Order.STOP_FIRST, why))
                .or(() -> wanted.service().update().order()
                        .map(order -> new ReplaceOrder(order, "the file says so")))
                .or(() -> published(wanted).map(why -> new ReplaceOrder(Order.STOP_FIRST, why)))
                .orElseGet(() -> isAddressed(wanted.id(), draft)
                        ? new ReplaceOrder(Order.STOP_FIRST, "others connect to its address")
                        : new ReplaceOrder(Order.START_FIRST, "two of it may run side by side"));
    }

    /** What no file can change. */
    private static Optional<String> mustStopFirst(Wanted wanted) {
        if (wanted.service().exclusive() != Exclusive.NO) {
            return Optional.of("two of it may never run (exclusive)");
        }
        return wanted.service().container().volumes().stream()
                .filter(volume -> !volume.leaveBehind()).findFirst()
                .map(ContainerSpec.Volume::name)
                .map(volume -> "its volume \"" + volume + "\" has one user at a time");
    }

    private static Optional<String> published(Wanted wanted) {
        return wanted.service().container().ports().stream()
                .flatMap(port -> port.published().stream()).findFirst()
                .map(port -> "it publishes port " + port + " of its node");
    }

    /** True when the file insists: a successor is then started first, or not at all. */
    static boolean isDemanded(Wanted wanted) {
        return wanted.service().update().order().equals(Optional.of(Order.START_FIRST));
    }

    boolean startsFirst() {
        return order == Order.START_FIRST;
    }

    /** True when others are given its address for good, so that another one restarts them. */
    private static boolean isAddressed(InstanceId id, PlanDraft draft) {
        List<WantedPeers> users = new ArrayList<>();
        draft.attention.forEachUser(id, users::add);
        return users.stream().flatMap(peers -> peers.all().stream().limit(1))
                .anyMatch(user -> isAddressed(id, user, draft));
    }

    private static boolean isAddressed(InstanceId id, Wanted user, PlanDraft draft) {
        SpecUses uses = draft.specs.of(user.service().container()).uses();
        boolean refers = uses.services().contains(id.service())
                && draft.wanted.meantBy(user, id.service()).stream().findFirst()
                        .filter(target -> target.id().equals(id)).isPresent();
        return refers || !user.reloads() && uses.selectors().stream()
                .filter(selector -> selector.endsWith(id.service().value()))
                .flatMap(selector -> draft.wanted.listedBy(user, selector).stream())
                .anyMatch(target -> target.id().equals(id));
    }
}
