package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.cli.render.InstanceChange.Kind;
import orchestrator.cli.render.ProjectDifference.CountChange;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.plan.Hold;

/** {@code orch plan}, and the first part of {@code orch apply}. */
public final class PlanScreen {
    /** Of more instances that wait for the same the rest is counted. */
    private static final int MOST_NAMES = 3;

    private final PlanView plan;
    private final Look look;
    private final PlanLines lines;
    private final SortedSet<String> toldMembers = new TreeSet<>();

    private PlanScreen(PlanView plan, Look look) {
        this.plan = plan;
        this.look = look;
        int runs = plan.changes().stream().map(InstanceChange::id)
                .mapToInt(id -> Math.max(runName(id).length(), id.service().value().length()))
                .max().orElse(0);
        lines = new PlanLines(look, 1 + plan.difference().services().keySet().stream()
                .mapToInt(service -> service.value().length()).reduce(runs, Math::max));
    }

    /** The plan, without the line that says whether anything was done. */
    public static List<Line> of(PlanView plan, Look look) {
        PlanScreen screen = new PlanScreen(plan, look);
        screen.lines.add(Line.of(headline(plan)).toned(Tone.STRONG, 0,
                plan.name().value().length()));
        screen.starts();
        ServiceLines.addDisturbed(plan, screen.lines);
        screen.stops();
        ServiceLines.addStaying(plan, screen.lines);
        screen.holds();
        screen.lines.addAll(NodeDeath.of(plan, look));
        return screen.lines.lines();
    }

    private static String headline(PlanView plan) {
        if (plan.from() == 0) {
            return plan.name() + ": new, revision " + plan.to();
        }
        if (plan.from() == plan.to()) {
            return plan.name() + ": revision " + plan.from() + ", the file has not changed";
        }
        return plan.name() + ": revision " + plan.from() + " -> " + plan.to();
    }

    /** Whether it fits, also when any one node is lost; {@code tail} is said after it. */
    public static List<Line> verdict(PlanView plan, String tail, Look look) {
        return Wrap.paragraph((fits(plan) + " " + tail).strip(), look.width());
    }

    private static String fits(PlanView plan) {
        String waits = Words.count(plan.holds().size(), "instance") + " would wait.";
        boolean full = plan.holds().stream()
                .anyMatch(hold -> hold.reason().code() == ReasonCode.NO_NODE_FITS);
        if (full) {
            return "It does not all fit: " + waits;
        }
        String fits = plan.isEmpty() ? "Everything is as the file says" : "It fits";
        String rest = SurvivalText.of(plan);
        if (plan.survival().losses().isEmpty() || !plan.survival().isSafe()) {
            return ((plan.holds().isEmpty() ? fits + "." : waits) + " " + rest).strip();
        }
        return ((plan.holds().isEmpty() ? fits + ", and" : waits + " All else fits, and")
                + " still fits if any one node is lost. " + rest).strip();
    }

    private void starts() {
        byRun(Kind.STARTS).forEach((name, changes) -> {
            CountChange count = plan.difference().counts().get(name);
            String instances = Words.count(changes.size(), "instance");
            lines.head(Tone.GOOD, "+", name, count == null
                    ? instances + " more"
                    : counted(count, changes, "starts", instances));
            members(name);
            places(changes);
        });
    }

    private void stops() {
        byRun(Kind.STOPS).forEach((name, changes) -> {
            CountChange count = plan.difference().counts().get(name);
            String instances = Words.count(changes.size(), "instance");
            lines.head(Tone.BAD, "-", name, count == null
                    ? "stops " + addresses(changes) + ": " + changes.getFirst().reason().text()
                    : counted(count, changes, "stops", instances));
            members(name);
            boolean data = changes.stream().anyMatch(this::hasData);
            if (data) {
                lines.detail("keeps", "their data volumes");
            }
        });
    }

    private boolean hasData(InstanceChange change) {
        return plan.project().service(change.id().service())
                .filter(service -> !service.container().volumes().isEmpty()).isPresent();
    }

    private String counted(CountChange count, List<InstanceChange> changes, String verb,
            String instances) {
        if (count.after().isEmpty()) {
            return "removed: " + verb + " " + names(changes) + " (" + instances + ")";
        }
        if (count.before().isEmpty()) {
            return count.stack()
                    ? amount(count.after(), "copy") + " (" + instances + ")"
                    : instances;
        }
        String before = amount(count.before(), count.stack() ? "copy" : "instance");
        return before + " -> " + count.after() + ": " + verb + " "
                + (hasNewMembers(changes) ? addresses(changes) : names(changes))
                + (count.stack() ? " (" + instances + ")" : "");
    }

    /** {@code 1 copy}, {@code 5 copies}, {@code every-node}. */
    private static String amount(String count, String noun) {
        return count.matches("\\d+") ? Words.count(Integer.parseInt(count), noun) : count;
    }

    private boolean hasNewMembers(List<InstanceChange> changes) {
        String stack = runName(changes.getFirst().id()) + "/";
        return plan.difference().members().keySet().stream()
                .anyMatch(name -> name.startsWith(stack));
    }

    private void members(String stack) {
        plan.difference().members().forEach((name, change) -> {
            if (name.startsWith(stack + "/") && toldMembers.add(name)) {
                lines.detail("in each", name.substring(stack.length() + 1) + " " + change.text());
            }
        });
    }

    private static String addresses(List<InstanceChange> changes) {
        return String.join(", ", changes.stream().map(each -> each.id().address()).toList());
    }

    /** The copies or instances by name, each once. */
    private static String names(List<InstanceChange> changes) {
        return String.join(", ", changes.stream().map(each -> each.id().copy()
                .map(Object::toString).orElse(each.id().address())).distinct().toList());
    }

    private void places(List<InstanceChange> changes) {
        SortedMap<InstanceId, List<InstanceChange>> rows = new TreeMap<>();
        Map<String, InstanceId> firsts = new TreeMap<>();
        for (InstanceChange change : changes) {
            InstanceId first = firsts.computeIfAbsent(ProjectView.groupOf(change.id()),
                    name -> change.id());
            rows.computeIfAbsent(first, id -> new ArrayList<>()).add(change);
        }
        for (List<InstanceChange> row : rows.values()) {
            InstanceId first = row.getFirst().id();
            if (first.copy().isPresent()) {
                lines.detail(ProjectView.groupOf(first), where(row));
            } else {
                lines.addAll(Wrap.hanging(PlanLines.INDENT, where(row), look.width()));
            }
        }
    }

    /** {@code on core-01}, or each with its node when they are apart. */
    private static String where(List<InstanceChange> row) {
        SortedSet<NodeName> nodes = new TreeSet<>();
        row.forEach(each -> each.to().ifPresent(nodes::add));
        List<String> names = row.stream().map(InstanceChange::id).map(PlanScreen::member).toList();
        if (nodes.size() == 1) {
            return Words.list(names) + " on " + nodes.first();
        }
        return String.join(", ", row.stream().map(each -> member(each.id())
                + each.to().map(node -> " on " + node).orElse("")).toList());
    }

    private static String member(InstanceId id) {
        return id.service() + "-" + id.number();
    }

    /** Those that wait for the same are told together. */
    private void holds() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        plan.holds().forEach(hold -> names.computeIfAbsent(waits(hold), key -> new ArrayList<>())
                .add(hold.instance().address()));
        names.forEach((waits, all) -> lines.addAll(Wrap.under("  "
                + look.symbol(Phase.WAITING) + " " + some(all) + " would wait" + waits, 6,
                look.width())));
    }

    private static String some(List<String> names) {
        return names.size() > MOST_NAMES + 1
                ? String.join(", ", names.subList(0, MOST_NAMES)) + " and "
                        + (names.size() - MOST_NAMES) + " more"
                : Words.list(names);
    }

    private static String waits(Hold hold) {
        String text = hold.reason().text();
        return text.startsWith("waits for ") ? text.substring("waits".length()) : ": " + text;
    }

    private Map<String, List<InstanceChange>> byRun(Kind kind) {
        Map<String, List<InstanceChange>> all = new LinkedHashMap<>();
        plan.of(kind).forEach(each -> all.computeIfAbsent(runName(each.id()),
                key -> new ArrayList<>()).add(each));
        return all;
    }

    private static String runName(InstanceId id) {
        return id.copy().map(copy -> copy.stack().value()).orElse(id.service().value());
    }
}
