package orchestrator.cli.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.StackName;
import orchestrator.core.plan.Hold;
import orchestrator.core.scheduler.Refusal;

/**
 * Why one instance is as it is.
 *
 * @param spec     its service, when that can be read
 * @param refusals why each node does not take it; empty unless it waits for a node
 * @param waiting  the instances that wait for this one
 */
public record Why(InstanceView instance, Instant now, String file, Optional<ServiceSpec> spec,
        List<Refusal> refusals, List<InstanceId> waiting) {
    public Why {
        refusals = List.copyOf(refusals);
        waiting = List.copyOf(waiting);
    }

    /** Something that would let it start, and the command for it, or empty text. */
    public record Remedy(String text, String command) {}

    /** The whole answer; {@code hold} is what the planner says of it now. */
    public static Why of(ProjectView project, InstanceView instance, Optional<ServiceSpec> spec,
            Optional<Hold> hold) {
        String address = instance.id().address();
        List<InstanceId> waiting = project.instances().stream()
                .filter(each -> !each.id().equals(instance.id()) && each.waitsForAnother()
                        && List.of(each.reason().text().split("[ ,;:]+")).contains(address))
                .map(InstanceView::id).toList();
        List<Refusal> refusals = instance.phase() == Phase.READY
                ? List.of()
                : hold.map(Why::refusals).orElse(List.of());
        return new Why(instance, project.takenAt(), project.file(), spec, refusals, waiting);
    }

    /** Those of one node beside each other, the nodes as people look for them. */
    private static List<Refusal> refusals(Hold hold) {
        return hold.refusals().stream().sorted((one, other) -> NaturalOrder.OF_NAMES
                .compare(one.node().value(), other.node().value())).toList();
    }

    /** {@code lamp-5/mysql-1 is waiting: no node can take it. Since 14:02:31 (6m).} */
    String headline(Look look) {
        boolean checked = instance.isReady()
                && instance.reason().code() == ReasonCode.CHECK_PASSED;
        String text = instance.id().address() + " is " + instance.sentence()
                + (checked ? ": " + instance.reason().text() : "");
        String since = instance.since().map(at -> " Since " + Words.when(at, now, look.zone())
                + " (" + Words.roughly(Words.between(at, now)) + ").").orElse("");
        return text + "." + since;
    }

    /** {@code It needs 1 cpu, 1GB, and a node without another lamp mysql (shop.yml:17).} */
    Optional<String> needs() {
        return spec.map(this::needs).filter(needs -> !needs.isEmpty())
                .map(needs -> "It needs " + Words.list(needs) + " (" + file + ":"
                        + spec.get().declaredAt().line() + ").");
    }

    private List<String> needs(ServiceSpec service) {
        List<String> needs = new ArrayList<>();
        Resources resources = service.container().resources();
        if (resources.milliCpu() > 0) {
            needs.add(Words.cpu(resources.milliCpu()) + " cpu");
        }
        if (resources.memoryBytes() > 0) {
            needs.add(Words.memory(resources.memoryBytes()));
        }
        service.place().apart().ifPresent(label -> needs.add("a " + label + " without another "
                + stack().map(name -> name + " ").orElse("") + service.name()));
        service.place().only().forEach((label, value) -> needs.add("a node with " + label + "="
                + value));
        service.place().near().forEach(near -> needs.add("the node of its " + near));
        if (service.container().staysWithData()) {
            boolean anywhere = refusals.stream().noneMatch(Why::isForData);
            needs.add("the node its data is on" + (anywhere
                    ? ", if there is any"
                    : dataNode().map(node -> ": " + node).orElse("")));
        }
        return needs;
    }

    private static boolean isForData(Refusal refusal) {
        return refusal.rule() == Refusal.Rule.DATA;
    }

    /** Which refuses it for no data elsewhere; empty when that node is not there any more. */
    private Optional<NodeName> dataNode() {
        return refusals.stream().map(Refusal::node).filter(node -> refusals.stream()
                .noneMatch(each -> isForData(each) && each.node().equals(node)))
                .findFirst();
    }

    private Optional<String> stack() {
        return instance.id().copy().map(copy -> copy.stack()).map(StackName::value);
    }

    /** What would let it start; where it has data, nothing that happens on other nodes. */
    List<Remedy> remedies() {
        boolean tied = refusals.stream().anyMatch(Why::isForData);
        List<Refusal> against = refusals.stream()
                .filter(each -> !tied || dataNode().equals(Optional.of(each.node()))).toList();
        List<Remedy> remedies = ofNodes(against);
        if (!tied && !against.isEmpty()) {
            remedies.add(new Remedy("a new node joins", ""));
        }
        boolean full = against.stream().anyMatch(each -> each.rule() == Refusal.Rule.CPU
                || each.rule() == Refusal.Rule.MEMORY);
        if (full || !tied && !against.isEmpty()) {
            remedies.add(new Remedy(file + (full ? " asks for less" : " asks for fewer"),
                    "edit " + file + ", then orch apply"));
        }
        return remedies.stream().distinct().toList();
    }

    private static List<Remedy> ofNodes(List<Refusal> refusals) {
        List<Remedy> remedies = new ArrayList<>();
        for (Refusal refusal : refusals) {
            switch (refusal.rule()) {
                case DRAINING -> remedies.add(new Remedy(refusal.node() + " takes work again",
                        "orch undrain " + refusal.node()));
                case LOST -> remedies.add(new Remedy(refusal.node() + " comes back", ""));
                case TROUBLE -> remedies.add(new Remedy(refusal.node() + " recovers", ""));
                default -> {
                    // The other rules are about room and place: a node that joins ends them all.
                }
            }
        }
        return remedies;
    }
}
