package orchestrator.core.plan;

import java.util.Optional;
import java.util.TreeSet;

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
        WantedInstances wanted = Expansion.of(desired, observed);
        return wanted.find(id).map(each -> of(each, Addressed.by(wanted, new SpecCatalog())));
    }

    static ReplaceOrder of(Wanted wanted, TreeSet<InstanceId> addressed) {
        return mustStopFirst(wanted).map(why -> new ReplaceOrder(Order.STOP_FIRST, why))
                .or(() -> wanted.service().update().order()
                        .map(order -> new ReplaceOrder(order, "the file says so")))
                .or(() -> published(wanted).map(why -> new ReplaceOrder(Order.STOP_FIRST, why)))
                .orElseGet(() -> addressed.contains(wanted.id())
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

    /** Whose address others are given for good, so that another address restarts them. */
    static final class Addressed {
        private Addressed() {}

        static TreeSet<InstanceId> by(WantedInstances wanted, SpecCatalog specs) {
            TreeSet<InstanceId> addressed = new TreeSet<>();
            for (Wanted user : wanted.all()) {
                SpecUses uses = specs.of(user.service().container()).uses();
                uses.services().forEach(service -> wanted.meantBy(user, service).stream()
                        .findFirst().ifPresent(target -> addressed.add(target.id())));
                if (!user.reloads()) {
                    uses.selectors().forEach(selector -> wanted.listedBy(user, selector)
                            .forEach(target -> addressed.add(target.id())));
                }
            }
            return addressed;
        }
    }
}
