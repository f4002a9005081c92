package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.Event;
import orchestrator.reconciler.client.ClusterView;

/** One frame of {@code status --watch}: problems on top, what is well folded into a line or two. */
public final class WatchScreen {
    private static final String ROW_KEYS = "enter open   l logs   w why   ";
    private static final String KEYS = ROW_KEYS + "/ filter   ? keys   q quit";
    private static final String FEW_KEYS = "enter open   ? keys   q quit";
    private static final String NO_ROWS = "/ picks one   ? keys   q quit";
    private static final String ALL = "   esc everything";
    private static final String FILTER_KEYS = ALL + "   q quit";
    private static final int MOST_EVENTS = 8;
    private static final int MOST_READY = 3;
    /** Lines that rows, events and keys need before anything else is added. */
    private static final int ROWS_BELOW = 8;

    private final ClusterView view;
    private final List<ProjectView> projects;
    private final WatchState state;
    private final ApplyFrame.Size size;
    private final List<Line> lines = new ArrayList<>();

    private WatchScreen(ClusterView view, List<ProjectView> projects, WatchState state,
            ApplyFrame.Size size) {
        this.view = view;
        this.projects = projects;
        this.state = state;
        this.size = size;
    }

    /** The frame: never more lines than the screen has. */
    public static List<Line> of(ClusterView view, List<ProjectView> projects, List<Event> events,
            WatchState state, ApplyFrame.Size size) {
        return new WatchScreen(view, projects, state, size).list(events);
    }

    /** The instances the cursor can stand on, in the order of the screen. */
    public static List<InstanceView> rows(List<ProjectView> projects, WatchState state) {
        List<InstanceView> rows = new ArrayList<>();
        projects.forEach(project -> rows.addAll(project.problems()));
        projects.forEach(project -> rows.addAll(project.moving()));
        if (!state.filter().isEmpty()) {
            projects.forEach(project -> project.instances().stream()
                    .filter(InstanceView::isReady).forEach(rows::add));
        }
        rows.removeIf(each -> !state.shows(each));
        return rows;
    }

    /** A longer text in place of the list, with what is above the screen left out. */
    public static List<Line> text(List<Line> text, WatchState state, int height) {
        int room = Math.max(1, height - 1);
        int from = Math.max(0, Math.min(state.scroll(), text.size() - room));
        List<Line> lines = new ArrayList<>(
                text.subList(from, Math.min(text.size(), from + room)));
        while (lines.size() < room) {
            lines.add(Line.EMPTY);
        }
        boolean ofOne = state.mode() != WatchState.Mode.KEYS;
        lines.add(Line.of(Tone.DIM, "q back   j k scroll" + (ofOne ? "   w why   l logs" : "")));
        return lines;
    }

    /** What each key does. */
    public static List<Line> keys() {
        return List.of("j k, arrows   move the cursor, or scroll", "enter, w      why it is so",
                "l             what it wrote",
                "/             show only what contains a text, ready or not",
                "esc           show everything again", "?             these keys",
                "q             back, and then quit").stream().map(Line::of).toList();
    }

    private List<Line> list(List<Event> events) {
        lines.addAll(Banner.of(view, size.look()));
        lines.addAll(header());
        addNotes();
        int room = size.height() - lines.size() - 1;
        List<Line> body = new ArrayList<>();
        addRows(body, Math.max(1, room));
        addReady(body, room);
        addEvents(body, events, room);
        lines.addAll(body.subList(0, Math.min(body.size(), Math.max(0, room))));
        lines.add(footer());
        return lines;
    }

    /** How rollouts stand, where there is room for it beside the rows. */
    private void addNotes() {
        for (ProjectView project : projects) {
            project.rollout().advice().map(note -> Wrap.paragraph(note, size.look().width()))
                    .filter(note -> lines.size() + note.size() + ROWS_BELOW < size.height())
                    .ifPresent(lines::addAll);
        }
    }

    private List<Line> header() {
        int ready = projects.stream().mapToInt(ProjectView::ready).sum();
        int wanted = projects.stream().mapToInt(ProjectView::wanted).sum();
        int problems = projects.stream().mapToInt(ProjectView::problemCount).sum();
        String name = projects.size() == 1
                ? projects.getFirst().name() + "  revision " + projects.getFirst().revision()
                        + projects.getFirst().rollout().word()
                : Words.count(projects.size(), "project");
        String left = name + "  " + ready + " of " + wanted + " ready"
                + (problems == 0 ? "" : "  " + Words.count(problems, "problem"));
        long up = view.observed().nodes().stream().filter(each -> each.silentSince().isEmpty())
                .count();
        String clock = Words.clock(view.takenAt(), size.look().zone());
        String right = up + " of " + Words.count(view.observed().nodes().size(), "node") + " up  "
                + clock;
        int gap = size.look().width() - Printable.width(left) - Printable.width(right);
        String all = gap < 2 ? left : left + " ".repeat(gap) + right;
        return Wrap.paragraph(all, size.look().width()).stream()
                .map(line -> Line.of(Tone.STRONG, line.text())).toList();
    }

    /** Only the keys that do something now. */
    private Line footer() {
        String filter = "/" + state.filter();
        if (state.mode() == WatchState.Mode.FILTER) {
            return Line.of(firstThatFits(filter + "_   enter keeps it" + ALL, filter + "_"));
        }
        boolean none = rows(projects, state).isEmpty();
        if (state.filter().isEmpty()) {
            return Line.of(Tone.DIM, none ? firstThatFits(NO_ROWS) : firstThatFits(KEYS, FEW_KEYS));
        }
        String few = filter + FILTER_KEYS;
        return Line.of(Tone.DIM, none
                ? firstThatFits(few, filter)
                : firstThatFits(filter + "   " + ROW_KEYS.strip() + FILTER_KEYS, few, filter));
    }

    /** Of the last as much as fits, where none does. */
    private String firstThatFits(String... texts) {
        int width = size.look().width();
        for (String text : texts) {
            if (Printable.width(text) <= width) {
                return text;
            }
        }
        String last = texts[texts.length - 1];
        return last.substring(0, Wrap.fitting(last, width));
    }

    /** The rows around the cursor; how many more there are stands below. */
    private void addRows(List<Line> body, int room) {
        List<InstanceView> rows = rows(projects, state);
        List<List<Line>> drawn = new ArrayList<>();
        String heading = "";
        int columns = rows.stream().mapToInt(each -> each.id().address().length()).max().orElse(0);
        int cursor = 0;
        for (int i = 0; i < rows.size(); i++) {
            String of = heading(rows.get(i));
            if (!of.equals(heading)) {
                drawn.add(List.of(Line.of(Tone.STRONG, of)));
                heading = of;
            }
            boolean selected = i == Math.min(state.selected(), rows.size() - 1);
            cursor = selected ? drawn.size() : cursor;
            drawn.add(row(rows.get(i), Math.min(columns, 30), selected));
        }
        addAround(body, drawn, cursor, room);
        if (rows.isEmpty() && !state.filter().isEmpty()) {
            body.addAll(Wrap.paragraph("nothing contains " + state.filter(),
                    size.look().width()));
        }
    }

    private static void addAround(List<Line> body, List<List<Line>> drawn, int cursor, int room) {
        int from = 0;
        while (height(drawn.subList(from, cursor + (drawn.isEmpty() ? 0 : 1))) > room - 1
                && from < cursor) {
            from++;
        }
        int to = from;
        while (to < drawn.size() && body.size() + drawn.get(to).size()
                + (to < drawn.size() - 1 ? 1 : 0) <= room) {
            body.addAll(drawn.get(to));
            to++;
        }
        if (to < drawn.size()) {
            body.add(Line.of(Tone.DIM, "  (" + (drawn.size() - to) + " more below: j)"));
        }
    }

    private static int height(List<List<Line>> drawn) {
        return drawn.stream().mapToInt(List::size).sum();
    }

    private String heading(InstanceView row) {
        if (row.isReady()) {
            return "READY";
        }
        boolean problem = projects.stream().anyMatch(each -> each.problems().contains(row));
        return problem ? "PROBLEMS" : "MOVING";
    }

    private List<Line> row(InstanceView instance, int columns, boolean selected) {
        List<Line> row = new ArrayList<>(InstanceRows.row(instance, columns, size.look()));
        if (selected) {
            Line first = row.getFirst();
            row.set(0, new Line("> " + first.text().substring(2), first.tone(), first.from(),
                    first.to()));
        }
        return row;
    }

    private void addReady(List<Line> body, int room) {
        List<String> ready = new ArrayList<>();
        for (ProjectView project : projects) {
            project.groups().stream().filter(group -> group.ready() > 0).map(group -> group.name()
                    + " " + group.ready() + "/" + group.wanted()).forEach(ready::add);
        }
        if (!ready.isEmpty() && state.filter().isEmpty()) {
            List<Line> folded = Wrap.hanging("READY  ", String.join("  ", ready),
                    size.look().width());
            int fits = Math.min(MOST_READY, room - body.size());
            if (folded.size() > fits) {
                folded = List.of(Line.of("READY  " + ready.size() + " copies and services"));
            }
            body.addAll(folded.stream().map(line -> line.toned(Tone.GOOD, 0, 5)).toList());
        }
    }

    private void addEvents(List<Line> body, List<Event> events, int room) {
        int fits = Math.min(MOST_EVENTS, room - body.size() - 1);
        List<Line> shown = new ArrayList<>();
        for (Event event : events.reversed()) {
            List<Line> one = EventLines.of(List.of(event), view.takenAt(), size.look());
            if (shown.size() + one.size() > fits) {
                break;
            }
            List<Line> indented = one.stream().map(line -> Line.of(line.text())).toList();
            shown.addAll(0, indented);
        }
        if (!shown.isEmpty()) {
            body.add(Line.of(Tone.STRONG, "EVENTS"));
            body.addAll(shown);
        }
    }

    /** The instance the cursor is on. */
    public static Optional<InstanceView> selected(List<ProjectView> projects, WatchState state) {
        List<InstanceView> rows = rows(projects, state);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.get(Math.min(state.selected(), rows.size() - 1)));
    }
}
