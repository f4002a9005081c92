package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import orchestrator.core.git.GitMatch;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.client.ClusterView;

/** {@code orch status}: one block per project. */
public final class StatusScreen {
    /** So many nodes or addresses of one row are named. */
    private static final int MOST_WORDS = 12;

    private StatusScreen() {}

    /** The projects of a view, one below the other, with what git says of those that follow it. */
    public static List<Line> of(ClusterView view, List<ProjectView> projects,
            List<GitView> connections, Look look) {
        List<Line> lines = new ArrayList<>(Banner.of(view, look));
        for (ProjectView project : projects) {
            lines.addAll(project(project, connections.stream()
                    .filter(each -> each.project().equals(project.name())).findFirst(), look));
            lines.add(Line.EMPTY);
        }
        for (GitView git : connections) {
            if (projects.stream().noneMatch(each -> each.name().equals(git.project()))) {
                lines.addAll(Wrap.under(git.project() + "  " + git.match().text(), 4,
                        look.width()));
                lines.add(Line.EMPTY);
            }
        }
        if (lines.isEmpty() || !lines.getLast().equals(Line.EMPTY)) {
            lines.add(Line.of("No project runs here."));
        } else {
            lines.removeLast();
        }
        return lines;
    }

    private static List<Line> project(ProjectView project, Optional<GitView> git, Look look) {
        List<InstanceView> problems = project.problems();
        List<Line> lines = new ArrayList<>(headlines(project, problems.size(), git, look));
        project.rollout().advice()
                .ifPresent(note -> lines.addAll(Wrap.paragraph(note, look.width())));
        if (!project.readable() && !project.deleted()) {
            lines.addAll(Wrap.paragraph("This version of orch cannot read revision "
                    + project.revision() + ": look with the version that applied it.",
                    look.width()));
        }
        InstanceRows.section(lines, "PROBLEMS", problems, look);
        InstanceRows.section(lines, "MOVING", project.moving(), look);
        HeldRows.section(lines, project.held(), look);
        if (!project.instances().isEmpty()) {
            lines.addAll(table(project).lines(look.width()));
        }
        return lines;
    }

    /** What matches is said in the headline, where it has room; what differs, below. */
    private static List<Line> headlines(ProjectView project, int problems, Optional<GitView> git,
            Look look) {
        Optional<GitMatch> match = git.map(GitView::match);
        String word = match.filter(GitMatch::matches).map(each -> "  " + each.text()).orElse("");
        String counts = counts(project, problems);
        boolean fits = Printable.width(headline(project, word, counts)) <= look.width();
        List<Line> lines = new ArrayList<>(List.of(Line.of(headline(project, fits ? word : "",
                counts))
                .toned(Tone.STRONG, 0, project.name().value().length())));
        match.filter(each -> !each.matches() || !fits).ifPresent(each -> lines.addAll(
                Wrap.paragraph(each.text().substring(0, 1).toUpperCase(Locale.ROOT)
                        + each.text().substring(1) + (each.matches()
                                ? ""
                                : ". Next: orch git status " + project.name()),
                        look.width())));
        return lines;
    }

    /** {@code shop  revision 8  matches git main@1a2b3c4  8 of 8 ready for 3d 4h}. */
    private static String headline(ProjectView project, String git, String counts) {
        return project.deleted()
                ? project.name() + "  deleted, " + counts
                : project.name() + "  revision " + project.revision() + project.rollout().word()
                        + git + "  " + counts;
    }

    private static String counts(ProjectView project, int problems) {
        if (project.deleted()) {
            return Words.count(project.instances().size(), "instance") + " still stopping";
        }
        String since = project.readyFor().map(d -> " for " + Words.duration(d)).orElse("");
        return project.ready() + " of " + project.wanted() + " ready" + since
                + (problems == 0 ? "" : "  " + Words.count(problems, "problem"));
    }

    /** In the order of the nodes beside it, so that an address stands where its node does. */
    private static List<String> openAt(ProjectView.Group group) {
        List<InstanceView> open = new ArrayList<>();
        for (InstanceView each : group.instances()) {
            if (!each.openAt().isEmpty()) {
                open.add(each);
            }
        }
        return open.stream()
                .sorted(Comparator
                        .comparing(each -> each.node().map(NodeName::value).orElse(""),
                                NaturalOrder.OF_NAMES))
                .flatMap(each -> each.openAt().stream()).toList();
    }

    /** All where they are few; of a thousand nobody reads each. */
    private static String some(Collection<String> words, int all) {
        String first = String.join(" ", words.stream().limit(MOST_WORDS).toList());
        return all <= MOST_WORDS ? first : first + " (" + (all - MOST_WORDS) + " more)";
    }

    /** The names of their nodes, each once, in order as far as they are shown. */
    private static String nodes(List<InstanceView> instances) {
        Set<String> all = new HashSet<>();
        TreeSet<String> first = new TreeSet<>(NaturalOrder.OF_NAMES);
        for (InstanceView each : instances) {
            if (each.node().isPresent() && all.add(each.node().get().value())) {
                addAmongFirst(first, each.node().get().value());
            }
        }
        return some(first, all.size());
    }

    private static void addAmongFirst(TreeSet<String> first, String name) {
        if (first.size() < MOST_WORDS) {
            first.add(name);
        } else if (NaturalOrder.OF_NAMES.compare(name, first.last()) < 0) {
            first.pollLast();
            first.add(name);
        }
    }

    private static Table table(ProjectView project) {
        Table table = new Table("NAME", "READY", "NODES", "OPEN AT");
        for (ProjectView.Group group : project.groups()) {
            List<String> openAt = openAt(group);
            table.add(Tone.PLAIN, group.name(), group.ready() + "/" + group.wanted(),
                    nodes(group.instances()), some(openAt, openAt.size()));
        }
        return table;
    }
}
