package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.cli.render.InstanceChange.Kind;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.ServiceSpec.Update.Order;

/** The part of a plan about services that run already: replaced, moved, told anew, or left alone. */
final class ServiceLines {
    private final PlanView plan;
    private final PlanLines lines;

    private ServiceLines(PlanView plan, PlanLines lines) {
        this.plan = plan;
        this.lines = lines;
    }

    /** Adds the services of which some get a new container or another node. */
    static void addDisturbed(PlanView plan, PlanLines lines) {
        ServiceLines all = new ServiceLines(plan, lines);
        all.services().stream().filter(service -> !all.isLeftAlone(service))
                .forEach(all::disturbed);
    }

    /** Adds the services that go on in the containers they have. */
    static void addStaying(PlanView plan, PlanLines lines) {
        ServiceLines all = new ServiceLines(plan, lines);
        all.services().stream().filter(all::isLeftAlone).forEach(all::stays);
    }

    /** Those of which anything differs beyond how many run. */
    private TreeSet<ServiceName> services() {
        TreeSet<ServiceName> services = new TreeSet<>(plan.difference().services().keySet());
        plan.changes().stream().map(each -> each.id().service())
                .filter(service -> !changes(service).isEmpty()).forEach(services::add);
        return services;
    }

    private boolean isLeftAlone(ServiceName service) {
        return changes(service).stream().allMatch(each -> each.kind() == Kind.ADJUSTED);
    }

    private List<InstanceChange> changes(ServiceName service) {
        return plan.changes().stream().filter(each -> each.id().service().equals(service)
                && each.kind() != Kind.STARTS && each.kind() != Kind.STOPS).toList();
    }

    private void disturbed(ServiceName service) {
        List<InstanceChange> replaced = changes(service).stream()
                .filter(InstanceChange::isReplaced).toList();
        List<InstanceChange> moved = changes(service).stream()
                .filter(each -> each.kind() == Kind.MOVES && !each.isReplaced()).toList();
        if (!replaced.isEmpty()) {
            lines.head(Tone.MOVING, "~", service.value(), replaced.size() + " replaced"
                    + plan.project().service(service).map(spec -> pace(spec, replaced))
                            .orElse(""));
        }
        moved.forEach(move -> lines.head(Tone.MOVING, ">", move.id().address(), "moves "
                + nodes(move) + ": " + move.reason().text()));
        lines.details(details(service, replaced));
    }

    private List<PlanLines.Detail> details(ServiceName service, List<InstanceChange> replaced) {
        List<PlanLines.Detail> details = new ArrayList<>(fields(service));
        if (details.isEmpty()) {
            new TreeSet<>(replaced.stream().map(each -> each.reason().text()).toList())
                    .forEach(reason -> details.add(new PlanLines.Detail("because", reason)));
        }
        List<String> moves = replaced.stream().filter(each -> each.kind() == Kind.MOVES)
                .map(each -> each.id().address() + " " + nodes(each)).toList();
        if (!moves.isEmpty()) {
            details.add(new PlanLines.Detail("moves", String.join(", ", moves)));
        }
        return details;
    }

    private static String nodes(InstanceChange move) {
        return move.from().map(NodeName::value).orElse("") + " -> "
                + move.to().map(NodeName::value).orElse("");
    }

    private List<PlanLines.Detail> fields(ServiceName service) {
        return plan.difference().services().getOrDefault(service, List.of()).stream()
                .map(field -> new PlanLines.Detail(field.key(), field.text())).toList();
    }

    /** {@code , one at a time, new one first, each stable for 15s}. */
    private String pace(ServiceSpec service, List<InstanceChange> replaced) {
        int atOnce = service.update().atOnce();
        boolean several = replaced.size() > 1;
        boolean stable = !service.update().stableFor().isZero();
        return (several
                ? ", " + (atOnce == 1 ? "one" : Integer.toString(atOnce)) + " at a time"
                : "") + order(replaced)
                + (stable
                        ? (several ? ", each" : ",") + " stable for "
                                + Words.duration(service.update().stableFor())
                        : "");
    }

    /** As it will be for each; told apart by instance only where it differs. */
    private String order(List<InstanceChange> replaced) {
        Map<String, Integer> orders = new TreeMap<>();
        replaced.forEach(each -> each.order()
                .ifPresent(order -> orders.merge(order(each, order), 1, Integer::sum)));
        if (orders.size() < 2) {
            return orders.keySet().stream().map(order -> ", " + order).findFirst().orElse("");
        }
        List<String> parts = new ArrayList<>();
        orders.forEach((order, count) -> parts.add(order + " for " + count));
        return ", " + String.join(", ", parts);
    }

    private String order(InstanceChange change, Order order) {
        if (order == Order.START_FIRST) {
            return "new one first";
        }
        return "old one first" + Optional.ofNullable(plan.oldFirst().get(change.id()))
                .map(why -> " (" + why + ")").orElse("");
    }

    private void stays(ServiceName service) {
        List<InstanceChange> adjusted = changes(service);
        int running = plan.running().getOrDefault(service, 0);
        long started = plan.of(Kind.STARTS).stream()
                .filter(each -> each.id().service().equals(service)).count();
        long stay = adjusted.isEmpty() ? running - started : adjusted.size();
        String who = stay == 0 ? "none ran before" : stay + (stay == 1 ? " stays" : " stay");
        lines.head(Tone.PLAIN, "=", service.value(), who + how(service, stay, adjusted));
        lines.details(fields(service));
    }

    private String how(ServiceName service, long stay, List<InstanceChange> adjusted) {
        if (isReloaded(service, adjusted)) {
            return "; config reloaded" + backends(adjusted);
        }
        boolean held = plan.holds().stream()
                .anyMatch(hold -> hold.instance().service().equals(service));
        if (stay > 0 && plan.difference().services().containsKey(service)) {
            return held ? " as before for now" : ", no restart";
        }
        return adjusted.isEmpty() ? "" : "; " + adjusted.getFirst().reason().text();
    }

    /** Only what changes a file makes its agent send the signal. */
    private boolean isReloaded(ServiceName service, List<InstanceChange> adjusted) {
        boolean reloads = plan.project().service(service)
                .filter(spec -> spec.container().reload().isPresent()).isPresent();
        return reloads && adjusted.stream().anyMatch(
                each -> each.reason().code() == ReasonCode.ENDPOINTS_CHANGED
                        || plan.difference().services().getOrDefault(service, List.of())
                                .stream().anyMatch(FieldChange::isOfFile));
    }

    private static String backends(List<InstanceChange> adjusted) {
        int before = InstanceChange.listed(adjusted.getFirst().before());
        int after = InstanceChange.listed(adjusted.getFirst().after());
        return before == after ? "" : ", " + Words.count(before, "backend") + " -> " + after;
    }
}
