package orchestrator.cli.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.InstanceChange.Kind;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;

/** What {@code apply} shows while the cluster works. */
public final class ApplyFrame {
    private static final List<Phase> WEIGHTIEST = List.of(Phase.CRASHED, Phase.UNHEALTHY,
            Phase.LOST, Phase.STARTING, Phase.PULLING, Phase.STOPPING, Phase.WAITING, Phase.READY);

    private ApplyFrame() {}

    /** At most {@code height} lines: the header, what is not ready, then what is. */
    public static List<Line> of(ProjectView project, List<InstanceChange> changes,
            Duration elapsed, Size size) {
        Look look = size.look();
        List<Line> lines = new ArrayList<>();
        lines.addAll(header(project, changes, elapsed, look.width()));
        project.rollout().advice().map(note -> Wrap.hanging("  ", note, look.width()))
                .filter(note -> lines.size() + note.size() < size.height() - 1)
                .ifPresent(lines::addAll);
        List<ProjectView.Group> groups = new ArrayList<>(project.groups());
        groups.sort(Comparator.comparing(group -> leading(group).filter(each -> !each.isReady())
                .isEmpty()));
        int columns = groups.stream().mapToInt(group -> group.name().length()).max().orElse(0);
        int shown = 0;
        for (ProjectView.Group group : groups) {
            List<Line> rows = row(group, columns, look);
            boolean last = shown == groups.size() - 1;
            if (lines.size() + rows.size() > size.height() - (last ? 0 : 1)) {
                break;
            }
            lines.addAll(rows);
            shown++;
        }
        if (shown < groups.size()) {
            lines.add(Line.of("  (" + (groups.size() - shown) + " more)"));
        }
        return lines;
    }

    /** The room a frame has: {@code height} lines. */
    public record Size(Look look, int height) {}

    private static List<Line> header(ProjectView project, List<InstanceChange> changes,
            Duration elapsed, int width) {
        String left = project.name() + "  revision " + project.revision()
                + project.rollout().word() + "  " + counts(project, changes);
        String right = Words.duration(elapsed) + "   Ctrl-C only leaves";
        int gap = width - Printable.width(left) - Printable.width(right);
        List<Line> lines = new ArrayList<>(Wrap.under(gap < 2
                ? left
                : left + " ".repeat(gap) + right, 2, width));
        lines.set(0, lines.getFirst().toned(Tone.STRONG, 0, project.name().value().length()));
        return lines;
    }

    /** {@code 1 of 3 replaced, 2 of 4 stopped, 5 of 8 ready}. */
    static String counts(ProjectView project, List<InstanceChange> changes) {
        List<String> counts = new ArrayList<>();
        add(counts, project, changes, Kind.REPLACED, "replaced");
        add(counts, project, changes, Kind.MOVES, "moved");
        add(counts, project, changes, Kind.STOPS, "stopped");
        if (!project.deleted()) {
            counts.add(project.ready() + " of " + project.wanted() + " ready");
        }
        return String.join(", ", counts);
    }

    private static void add(List<String> counts, ProjectView project,
            List<InstanceChange> changes, Kind kind, String word) {
        List<InstanceChange> all = changes.stream().filter(each -> each.kind() == kind).toList();
        long done = all.stream().filter(each -> isDone(each, project)).count();
        if (!all.isEmpty()) {
            counts.add(done + " of " + all.size() + " " + word);
        }
    }

    private static boolean isDone(InstanceChange change, ProjectView project) {
        Optional<InstanceView> now = project.find(change.id());
        if (change.kind() == Kind.STOPS) {
            return now.isEmpty();
        }
        boolean anew = now.flatMap(InstanceView::incarnation).filter(incarnation -> change.before()
                .filter(before -> before.incarnation().compareTo(incarnation) >= 0).isEmpty())
                .isPresent();
        return anew && now.get().isReady() && now.get().place().alone();
    }

    private static Optional<InstanceView> leading(ProjectView.Group group) {
        return group.instances().stream().min(Comparator
                .comparing((InstanceView each) -> WEIGHTIEST.indexOf(each.phase()))
                .thenComparing(each -> each.held().map(Reason::code)
                        .filter(ReasonCode.WAITS_FOR_READY::equals).isPresent()));
    }

    /** What the first of them that is to change waits for. */
    private static String held(ProjectView.Group group) {
        return group.instances().stream().filter(each -> each.held().isPresent()).findFirst()
                .map(each -> "; " + each.id().service() + "-" + each.id().number() + " "
                        + HeldRows.text(each))
                .orElse("");
    }

    private static List<Line> row(ProjectView.Group group, int columns, Look look) {
        InstanceView leading = leading(group).orElseThrow();
        String symbol = look.symbol(leading.phase());
        String head = "  " + symbol + " " + Printable.padded(group.name(), columns) + "  "
                + group.ready() + "/" + group.wanted() + "  ";
        String member = leading.id().service() + "-" + leading.id().number();
        String text = leading.isReady()
                ? "ready" + held(group)
                : member + " " + leading.sentence();
        List<Line> lines = new ArrayList<>(Wrap.hanging(head, text, look.width()));
        lines.set(0, lines.getFirst().toned(Tone.of(leading.phase()), 2, symbol.length()));
        return lines;
    }
}
