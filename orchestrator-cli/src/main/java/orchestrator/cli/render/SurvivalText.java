package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.Survival;
import orchestrator.core.plan.Survival.Loss;

/**
 * In a few sentences: what the loss of any one node would mean. Instances are counted by service,
 * and nodes whose loss means the same are named together.
 */
final class SurvivalText {
    /** Of more nodes or services than these the rest is counted. */
    private static final int MOST = 3;

    private final Survival survival;
    private final Optional<ProjectName> own;
    private final SortedSet<ServiceName> told;

    private SurvivalText(Survival survival, Optional<ProjectName> own,
            SortedSet<ServiceName> told) {
        this.survival = survival;
        this.own = own;
        this.told = told;
    }

    /**
     * The sentences, empty when there is nothing to say beyond that it is safe. Services of another
     * project are named with their project, and what {@link NodeDeath} tells is not told again.
     */
    static String of(PlanView plan) {
        Survival survival = plan.survival();
        Optional<ProjectName> own = Optional.of(plan.name());
        boolean alone = survival.losses().size() == 1;
        String tied = alone
                ? ""
                : new SurvivalText(survival, own, NodeDeath.kept(plan)).tied();
        return (homeless(survival, own) + " " + tied).strip();
    }

    /** Only what would find no other node. */
    static String homeless(Survival survival, Optional<ProjectName> own) {
        if (survival.losses().size() == 1 && !survival.losses().getFirst().holds().isEmpty()) {
            return "There is no other node if " + survival.losses().getFirst().node() + " is lost.";
        }
        return new SurvivalText(survival, own, new TreeSet<>()).homeless();
    }

    private String homeless() {
        List<String> sentences = new ArrayList<>();
        Map<String, List<Loss>> groups = new LinkedHashMap<>();
        survival.losses().stream().filter(loss -> !loss.withoutPlace().isEmpty())
                .forEach(loss -> groups.computeIfAbsent(homeless(loss), key -> new ArrayList<>())
                        .add(loss));
        groups.entrySet().stream().limit(MOST)
                .map(group -> "If " + either(group.getValue()) + " is lost, " + group.getKey()
                        + ".")
                .forEach(sentences::add);
        if (groups.size() > MOST) {
            List<Loss> rest = groups.values().stream().skip(MOST).flatMap(List::stream).toList();
            sentences.add("So it is with " + either(rest) + " (orch plan --without "
                    + rest.getFirst().node() + ").");
        }
        return String.join(" ", sentences);
    }

    /** {@code 2 of haproxy find no other node (its port is taken on the others)}. */
    private String homeless(Loss loss) {
        Map<String, List<Hold>> services = new TreeMap<>();
        loss.withoutPlace().forEach(hold -> services
                .computeIfAbsent(name(hold.instance()), key -> new ArrayList<>()).add(hold));
        List<String> reasons = services.values().stream()
                .map(holds -> BestRefusal.rule(holds.getFirst(), List.of(loss.node()))).toList();
        boolean same = reasons.stream().distinct().count() == 1;
        List<String> counted = new ArrayList<>();
        services.forEach((name, holds) -> counted.add(holds.size() + " of " + name
                + (same ? "" : " (" + reasons.get(counted.size()) + ")")));
        boolean one = loss.withoutPlace().size() == 1;
        return some(counted) + (one ? " finds" : " find") + " no other node"
                + (same ? " (" + reasons.getFirst() + ")" : "")
                + (isTied(loss) || loss.waitForOthers().isEmpty()
                        ? ""
                        : ", and " + services(List.of(loss.waitForOthers())) + " with it");
    }

    private static boolean isTied(Loss loss) {
        return !loss.waitForData().isEmpty() || !loss.waitForProof().isEmpty();
    }

    /** What waits for its node, whichever that is: the same for all nodes, so said once. */
    private String tied() {
        List<Loss> data = survival.losses().stream()
                .filter(loss -> !loss.waitForData().isEmpty()).toList();
        List<Loss> proof = survival.losses().stream()
                .filter(loss -> !proof(loss).isEmpty()).toList();
        List<Loss> proofOnly = proof.stream().filter(loss -> !data.contains(loss)).toList();
        List<String> sentences = new ArrayList<>();
        if (!data.isEmpty()) {
            sentences.add("What has its data on a lost node waits for it: "
                    + services(data.stream().map(Loss::waitForData).toList()) + with(data) + ".");
        }
        if (!proof.isEmpty()) {
            sentences.add("What is exclusive waits for proof that it ended: "
                    + services(proof.stream().map(this::proof).toList())
                    + with(proofOnly) + ".");
        }
        return String.join(" ", sentences);
    }

    /** Those that wait for proof, and of which that is not said elsewhere. */
    private List<Hold> proof(Loss loss) {
        return loss.waitForProof().stream().filter(hold -> !own.equals(
                Optional.of(hold.instance().project()))
                || !told.contains(hold.instance().service())).toList();
    }

    private String with(List<Loss> losses) {
        String users = services(losses.stream().map(Loss::waitForOthers).toList());
        return users.isEmpty() ? "" : ", and " + users + " with it";
    }

    private String services(List<List<Hold>> holds) {
        TreeSet<String> names = new TreeSet<>();
        holds.forEach(each -> each.forEach(hold -> names.add(name(hold.instance()))));
        return some(List.copyOf(names));
    }

    private String name(InstanceId id) {
        return own.equals(Optional.of(id.project()))
                ? id.service().value()
                : id.project() + ":" + id.service();
    }

    private static String either(List<Loss> losses) {
        List<String> names = losses.stream().map(Loss::node).map(NodeName::value)
                .sorted(NaturalOrder.OF_NAMES).toList();
        if (names.size() > MOST + 1) {
            return String.join(", ", names.subList(0, MOST)) + " or any of "
                    + (names.size() - MOST) + " more";
        }
        return Words.list(names).replace(" and ", " or ");
    }

    /** {@code a, b, c and 4 more services}. */
    private static String some(List<String> names) {
        return names.size() > MOST
                ? String.join(", ", names.subList(0, MOST)) + " and " + (names.size() - MOST)
                        + " more services"
                : Words.list(names);
    }

    /** The same for programs: one entry per node whose loss would keep something from running. */
    static Json json(Survival survival) {
        return Json.object().with("safe", survival.isSafe())
                .with("nodes", survival.losses().size())
                .with("losses", survival.losses().stream().filter(loss -> !loss.holds().isEmpty())
                        .map(loss -> Json.object().with("node", loss.node())
                                .with("withoutPlace", json(loss.withoutPlace(), loss.node()))
                                .with("waits", json(loss.holds().stream().filter(
                                        hold -> !loss.withoutPlace().contains(hold)).toList(),
                                        loss.node())))
                        .toList());
    }

    private static List<Json> json(List<Hold> holds, NodeName lost) {
        return holds.stream().map(hold -> Json.object()
                .with("project", hold.instance().project())
                .with("name", hold.instance().address())
                .with("reason", StatusJson.reason(hold.reason()))
                .with("nearest", BestRefusal.of(hold, List.of(lost)).map(refusal -> Json.object()
                        .with("node", refusal.node()).with("text", refusal.text()))))
                .toList();
    }
}
