package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import orchestrator.core.model.NodeName;
import orchestrator.reconciler.client.ClusterView;

/** {@code orch status}: one block per project. */
public final class StatusScreen {
    private StatusScreen() {}

    /** The projects of a view, one below the other. */
    public static List<Line> of(ClusterView view, List<ProjectView> projects, Look look) {
        List<Line> lines = new ArrayList<>(Banner.of(view, look));
        for (ProjectView project : projects) {
            lines.addAll(project(project, look));
            lines.add(Line.EMPTY);
        }
        if (projects.isEmpty()) {
            lines.add(Line.of("No project runs here."));
        } else {
            lines.removeLast();
        }
        return lines;
    }

    private static List<Line> project(ProjectView project, Look look) {
        List<Line> lines = new ArrayList<>();
        lines.add(
                Line.of(headline(project)).toned(Tone.STRONG, 0, project.name().value().length()));
        project.rollout().advice()
                .ifPresent(note -> lines.addAll(Wrap.paragraph(note, look.width())));
        if (!project.readable() && !project.deleted()) {
            lines.addAll(Wrap.paragraph("This version of orch cannot read revision "
                    + project.revision() + ": look with the version that applied it.",
                    look.width()));
        }
        InstanceRows.section(lines, "PROBLEMS", project.problems(), look);
        InstanceRows.section(lines, "MOVING", project.moving(), look);
        HeldRows.section(lines, project.held(), look);
        if (!project.instances().isEmpty()) {
            lines.addAll(table(project).lines(look.width()));
        }
        return lines;
    }

    /** {@code shop  revision 8  8 of 8 ready for 3d 4h}. */
    static String headline(ProjectView project) {
        if (project.deleted()) {
            return project.name() + "  deleted, "
                    + Words.count(project.instances().size(), "instance") + " still stopping";
        }
        String since = project.readyFor().map(d -> " for " + Words.duration(d)).orElse("");
        int problems = project.problemCount();
        return project.name() + "  revision " + project.revision()
                + project.rollout().word() + "  " + project.ready()
                + " of " + project.wanted() + " ready" + since
                + (problems == 0 ? "" : "  " + Words.count(problems, "problem"));
    }

    /** In the order of the nodes beside it, so that an address stands where its node does. */
    private static List<InstanceView> byNode(ProjectView.Group group) {
        return group.instances().stream().sorted(Comparator
                .comparing(each -> each.node().map(NodeName::value).orElse(""))).toList();
    }

    private static Table table(ProjectView project) {
        Table table = new Table("NAME", "READY", "NODES", "OPEN AT");
        for (ProjectView.Group group : project.groups()) {
            SortedSet<String> nodes = new TreeSet<>();
            List<String> openAt = new ArrayList<>();
            for (InstanceView each : byNode(group)) {
                each.node().ifPresent(node -> nodes.add(node.value()));
                openAt.addAll(each.openAt());
            }
            table.add(Tone.PLAIN, group.name(), group.ready() + "/" + group.wanted(),
                    String.join(" ", nodes), String.join(" ", openAt));
        }
        return table;
    }
}
