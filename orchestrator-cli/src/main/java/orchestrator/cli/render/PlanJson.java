package orchestrator.cli.render;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.NodeName;
import orchestrator.core.plan.Hold;

/** {@code orch plan -o json}. */
public final class PlanJson {
    private PlanJson() {}

    /** The plan of one project. */
    public static Json of(PlanView plan) {
        return Json.document("orch.plan/1").with("project", plan.name())
                .with("from", plan.from()).with("to", plan.to()).with("empty", plan.isEmpty())
                .with("services", services(plan)).with("counts", counts(plan))
                .with("instances", plan.changes().stream().map(PlanJson::change).toList())
                .with("waits", plan.holds().stream().map(PlanJson::hold).toList())
                .with("nodeDeath", NodeDeath.sentences(plan))
                .with("survival", SurvivalText.json(plan.survival()));
    }

    private static List<Json> services(PlanView plan) {
        return plan.difference().services().entrySet().stream()
                .map(entry -> Json.object().with("service", entry.getKey())
                        .with("restart", plan.changes().stream().anyMatch(
                                each -> each.id().service().equals(entry.getKey())
                                        && each.isReplaced()))
                        .with("changes",
                                entry.getValue().stream().map(field -> Json.object()
                                        .with("key", field.key()).with("text", field.text()))
                                        .toList()))
                .toList();
    }

    private static List<Json> counts(PlanView plan) {
        SortedMap<String, ProjectDifference.CountChange> all = new TreeMap<>(
                plan.difference().counts());
        all.putAll(plan.difference().members());
        return all.entrySet().stream()
                .map(entry -> Json.object().with("name", entry.getKey())
                        .with("before", entry.getValue().before())
                        .with("after", entry.getValue().after()))
                .toList();
    }

    static Json change(InstanceChange change) {
        return Json.object().with("name", change.id().address())
                .with("change", change.kind().name().toLowerCase(Locale.ROOT))
                .with("from", change.from().map(NodeName::value))
                .with("to", change.to().map(NodeName::value))
                .with("order", change.order().map(order -> order.name()
                        .toLowerCase(Locale.ROOT).replace('_', '-')))
                .with("reason", StatusJson.reason(change.reason()));
    }

    static Json hold(Hold hold) {
        return Json.object().with("name", hold.instance().address())
                .with("reason", StatusJson.reason(hold.reason()))
                .with("nodes", hold.refusals().stream().map(refusal -> Json.object()
                        .with("node", refusal.node()).with("rule", refusal.rule().name()
                                .toLowerCase(Locale.ROOT))
                        .with("text", refusal.text())).toList());
    }
}
