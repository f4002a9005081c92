package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.cli.render.InstanceChange.Kind;
import orchestrator.cli.render.ProjectDifference.CountChange;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.plan.Hold;

/** {@code orch plan}, and the first part of {@code orch apply}. */
public final class PlanScreen {
    private static final String INDENT = "      ";

    private final PlanView plan;
    private final Look look;
    private final List<Line> lines = new ArrayList<>();
    private final int nameColumns;

    private PlanScreen(PlanView plan, Look look) {
        this.plan = plan;
        this.look = look;
        nameColumns = 1 + plan.changes().stream().map(each -> Math.max(runName(each.id()).length(),
                each.id().service().value().length())).max(Integer::compare).orElse(0);
    }

    /** The plan, without the line that says whether anything was done. */
    public static List<Line> of(PlanView plan, Look look) {
        PlanScreen screen = new PlanScreen(plan, look);
        screen.lines.add(Line.of(headline(plan)).toned(Tone.STRONG, 0,
                plan.name().value().length()));
        screen.starts();
        screen.replaced();
        screen.moves();
        screen.stops();
        screen.adjusted();
        screen.holds();
        return screen.lines;
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

    /** {@code It fits. } or how much of it does not. */
    public static String verdict(PlanView plan) {
        if (plan.holds().isEmpty()) {
            return plan.isEmpty() ? "Everything is as the file says. " : "It fits. ";
        }
        boolean fits = plan.holds().stream()
                .noneMatch(hold -> hold.reason().code() == ReasonCode.NO_NODE_FITS);
        return (fits ? "" : "It does not all fit: ")
                + Words.count(plan.holds().size(), "instance") + " would wait. ";
    }

    private void starts() {
        byRun(Kind.STARTS).forEach((name, changes) -> {
            CountChange count = plan.difference().counts().get(name);
            String instances = Words.count(changes.size(), "instance");
            head(Tone.GOOD, "+", name, count == null
                    ? instances + " more"
                    : counted(count, changes, "starts", instances));
            places(changes);
        });
    }

    private void stops() {
        byRun(Kind.STOPS).forEach((name, changes) -> {
            CountChange count = plan.difference().counts().get(name);
            String instances = Words.count(changes.size(), "instance");
            head(Tone.BAD, "-", name, count == null
                    ? "stops " + names(changes) + ": " + changes.getFirst().reason().text()
                    : counted(count, changes, "stops", instances));
            boolean data = changes.stream().anyMatch(this::hasData);
            if (data) {
                detail("keeps", "their data volumes");
            }
        });
    }

    private boolean hasData(InstanceChange change) {
        return plan.project().service(change.id().service())
                .filter(service -> !service.container().volumes().isEmpty()).isPresent();
    }

    private static String counted(CountChange count, List<InstanceChange> changes, String verb,
            String instances) {
        String noun = count.stack() ? "copies" : "instances";
        if (count.after().isEmpty()) {
            return "removed: " + verb + " " + names(changes) + " (" + instances + ")";
        }
        if (count.before().isEmpty()) {
            return count.stack() ? copies(count.after()) + " (" + instances + ")" : instances;
        }
        return count.before() + " " + noun + " -> " + count.after() + ": " + verb + " "
                + names(changes) + (count.stack() ? " (" + instances + ")" : "");
    }

    private static String copies(String count) {
        return count.equals("1") ? "1 copy" : count + (count.matches("\\d+") ? " copies" : "");
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
                detail(ProjectView.groupOf(first), where(row));
            } else {
                lines.addAll(Wrap.hanging(INDENT, where(row), look.width()));
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

    private void replaced() {
        SortedMap<ServiceName, List<InstanceChange>> services = byService(Kind.REPLACED);
        services.forEach((service, changes) -> {
            head(Tone.MOVING, "~", service.value(), changes.size() + " replaced"
                    + plan.project().service(service).map(PlanScreen::pace).orElse(""));
            fields(service, changes);
        });
    }

    private static String pace(ServiceSpec service) {
        int atOnce = service.update().atOnce();
        boolean stable = !service.update().stableFor().isZero();
        return ", " + (atOnce == 1 ? "one" : Integer.toString(atOnce)) + " at a time"
                + (stable
                        ? ", each stable for " + Words.duration(service.update().stableFor())
                        : "");
    }

    private void fields(ServiceName service, List<InstanceChange> changes) {
        List<FieldChange> fields = plan.difference().services().getOrDefault(service, List.of());
        fields.forEach(field -> detail(field.key(), field.text()));
        if (fields.isEmpty()) {
            detail("because", changes.getFirst().reason().text());
        }
    }

    private void moves() {
        for (InstanceChange move : plan.of(Kind.MOVES)) {
            head(Tone.MOVING, ">", move.id().address(), "moves "
                    + move.from().map(NodeName::value).orElse("") + " -> "
                    + move.to().map(NodeName::value).orElse("") + ": " + move.reason().text());
        }
    }

    private void adjusted() {
        byService(Kind.ADJUSTED).forEach((service, changes) -> {
            int before = InstanceChange.listed(changes.getFirst().before());
            int after = InstanceChange.listed(changes.getFirst().after());
            boolean reloads = plan.project().service(service)
                    .filter(each -> each.container().reload().isPresent()).isPresent();
            String lists = before == after ? "" : ", " + before + " backends -> " + after;
            head(Tone.PLAIN, "=", service.value(), changes.size()
                    + (changes.size() == 1 ? " stays" : " stay")
                    + (reloads ? "; config reloaded" + lists : ""));
            plan.difference().services().getOrDefault(service, List.of())
                    .forEach(field -> detail(field.key(), field.text()));
        });
    }

    private void holds() {
        for (Hold hold : plan.holds()) {
            lines.addAll(Wrap.under("  " + look.symbol(orchestrator.core.model.Phase.WAITING) + " "
                    + hold.instance().address() + " would wait" + waits(hold), 6,
                    look.width()));
        }
    }

    private static String waits(Hold hold) {
        String text = hold.reason().text();
        return text.startsWith("waits for ") ? text.substring("waits".length()) : ": " + text;
    }

    private void head(Tone tone, String sign, String name, String text) {
        List<Line> all = new ArrayList<>(Wrap.hanging("  " + sign + " "
                + Printable.padded(name, nameColumns) + " ", text, look.width()));
        all.set(0, all.getFirst().toned(tone, 2, 1));
        lines.addAll(all);
    }

    private void detail(String key, String text) {
        lines.addAll(Wrap.hanging(INDENT + Printable.padded(key, 8) + " ", text, look.width()));
    }

    private Map<String, List<InstanceChange>> byRun(Kind kind) {
        Map<String, List<InstanceChange>> all = new LinkedHashMap<>();
        plan.of(kind).forEach(each -> all.computeIfAbsent(runName(each.id()),
                key -> new ArrayList<>()).add(each));
        return all;
    }

    private SortedMap<ServiceName, List<InstanceChange>> byService(Kind kind) {
        SortedMap<ServiceName, List<InstanceChange>> all = new TreeMap<>();
        plan.of(kind).forEach(each -> all.computeIfAbsent(each.id().service(),
                key -> new ArrayList<>()).add(each));
        return all;
    }

    private static String runName(InstanceId id) {
        return id.copy().map(copy -> copy.stack().value()).orElse(id.service().value());
    }
}
