package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.scheduler.Refusal;

/** {@code orch why}. */
public final class WhyScreen {
    private static final int MOST_OUTPUT = 10;

    private WhyScreen() {}

    /** The answer for each of them, one below the other. */
    public static List<Line> of(List<Why> answers, Look look) {
        List<Line> lines = new ArrayList<>();
        for (Why why : answers) {
            if (!lines.isEmpty()) {
                lines.add(Line.EMPTY);
            }
            lines.addAll(of(why, look));
        }
        return lines;
    }

    private static List<Line> of(Why why, Look look) {
        InstanceView instance = why.instance();
        List<Line> lines = new ArrayList<>(Wrap.paragraph(why.headline(look), look.width()));
        lines.set(0, lines.getFirst().toned(Tone.of(instance.phase()),
                instance.id().address().length() + " is ".length(),
                instance.phase().word().length()));
        if (!why.refusals().isEmpty()) {
            why.needs().ifPresent(text -> lines.addAll(Wrap.paragraph(text, look.width())));
            lines.addAll(nodes(why, look));
        }
        if (instance.restarts() > 0) {
            lines.add(Line.of("It ended by itself and was started again "
                    + Words.count(instance.restarts(), "time") + "."));
        }
        instance.held().filter(held -> !held.equals(instance.reason())
                && !instance.reason().text().contains(held.text()))
                .ifPresent(held -> lines.addAll(Wrap.paragraph("Besides: " + held.text() + ".",
                        look.width())));
        addOutput(lines, instance, look);
        instance.openAt().forEach(address -> lines.add(Line.of("Open " + address)));
        addRemedies(lines, why, look);
        for (InstanceId waiting : why.waiting()) {
            lines.add(Line.of(waiting.address() + " waits for it."));
        }
        return lines;
    }

    private static List<Line> nodes(Why why, Look look) {
        int columns = why.refusals().stream().map(Refusal::node).map(NodeName::value)
                .mapToInt(String::length).max().orElse(0);
        List<Line> lines = new ArrayList<>();
        Map<NodeName, String> texts = new LinkedHashMap<>();
        why.refusals().forEach(refusal -> texts.merge(refusal.node(), refusal.text(),
                (all, one) -> all + "; " + one));
        texts.forEach((node, text) -> lines.addAll(Wrap.hanging("  "
                + Printable.padded(node.value(), columns) + "  no  ", text, look.width())));
        return lines;
    }

    /** The last words of a container that is not well. */
    static void addOutput(List<Line> lines, InstanceView instance, Look look) {
        List<String> output = instance.output();
        if (instance.phase() == Phase.READY || output.isEmpty()) {
            return;
        }
        lines.add(Line.of("The last it wrote:"));
        output.subList(Math.max(0, output.size() - MOST_OUTPUT), output.size())
                .forEach(text -> lines.addAll(Wrap.hanging("    ", text, look.width())));
        lines.add(Line.of("More: orch logs " + instance.id().address()));
    }

    private static void addRemedies(List<Line> lines, Why why, Look look) {
        List<Why.Remedy> remedies = why.remedies();
        if (remedies.isEmpty()) {
            return;
        }
        lines.add(Line.of("It starts by itself when one of these happens:"));
        int columns = remedies.stream().mapToInt(each -> each.text().length()).max().orElse(0);
        for (Why.Remedy remedy : remedies) {
            String head = "  " + Printable.padded(remedy.text(), columns) + "  ";
            lines.addAll(remedy.command().isEmpty()
                    ? List.of(Line.of(head.stripTrailing()))
                    : Wrap.hanging(head, remedy.command(), look.width()));
        }
    }

    /** {@code orch why -o json}. */
    public static Json json(ProjectView project, List<Why> answers) {
        return Json.document("orch.why/1").with("project", project.name())
                .with("instances", answers.stream().map(WhyScreen::json).toList());
    }

    private static Json json(Why why) {
        return Json.object().with("instance", StatusJson.instance(why.instance()))
                .with("needs", why.refusals().isEmpty() ? java.util.Optional.empty() : why.needs())
                .with("nodes", why.refusals().stream().map(refusal -> Json.object()
                        .with("node", refusal.node())
                        .with("rule", refusal.rule().name().toLowerCase(java.util.Locale.ROOT))
                        .with("text", refusal.text())).toList())
                .with("remedies", why.remedies().stream().map(remedy -> Json.object()
                        .with("text", remedy.text()).with("command", remedy.command())).toList())
                .with("output", why.instance().output())
                .with("waiting", why.waiting().stream().map(InstanceId::address).toList());
    }
}
