package orchestrator.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.ApplyFrame;
import orchestrator.cli.render.Banner;
import orchestrator.cli.render.InstanceView;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Look;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.WatchScreen;
import orchestrator.cli.render.WatchState;
import orchestrator.cli.render.WhyScreen;
import orchestrator.cli.render.Wrap;
import orchestrator.cli.terminal.LiveScreen;
import orchestrator.core.model.Event;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.ProjectName;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.store.StoreUnavailableException;

/** The live screen: looks, draws, waits for a key or a change, and again until {@code q}. */
final class LiveWatch {
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final int LOG_LINES = 200;

    private final Shell shell;
    private final ClusterClient client;
    private final ProjectOption project;
    private final GlobalOptions options;
    private final LiveScreen screen;
    private WatchState state = WatchState.START;
    private Instant answered = Instant.EPOCH;
    private List<Line> text = List.of();

    LiveWatch(Shell shell, ClusterClient client, ProjectOption project, GlobalOptions options,
            LiveScreen screen) {
        this.shell = shell;
        this.client = client;
        this.project = project;
        this.options = options;
        this.screen = screen;
    }

    int run() {
        Changes changes = Changes.of(client);
        ClusterView view = client.view();
        List<Event> events = client.events();
        answered = shell.console().clock().instant();
        boolean silent = false;
        while (state.mode() != WatchState.Mode.QUIT && !screen.interrupted()) {
            draw(view, events, silent);
            if (waitForKeyOrChange(view, changes)) {
                try {
                    view = client.view();
                    events = client.events();
                    answered = shell.console().clock().instant();
                    silent = false;
                } catch (StoreUnavailableException e) {
                    silent = true;
                }
            }
        }
        return screen.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    /** Returns true when it is time to look at the cluster again, false after a key. */
    private boolean waitForKeyOrChange(ClusterView view, Changes changes) {
        Instant until = shell.console().clock().instant().plus(Changes.TICK);
        while (shell.console().clock().instant().isBefore(until) && !screen.interrupted()) {
            int key = screen.key(GLANCE);
            if (key == LiveScreen.END) {
                state = state.key('q', 0).key('q', 0);
                return false;
            }
            if (key != LiveScreen.NO_KEY) {
                pressed(key, view);
                return false;
            }
            if (changes.await(Duration.ZERO)) {
                return true;
            }
        }
        return true;
    }

    private void pressed(int key, ClusterView view) {
        WatchState.Mode before = state.mode();
        state = state.key(key, WatchScreen.rows(projects(view), state).size());
        if (state.mode() == WatchState.Mode.LOGS && before != WatchState.Mode.LOGS) {
            text = logs(view);
        }
    }

    private List<ProjectView> projects(ClusterView view) {
        Optional<ProjectName> only = project.chosen(view);
        return ProjectViews.of(view).stream()
                .filter(each -> only.isEmpty() || only.get().equals(each.name())).toList();
    }

    private void draw(ClusterView view, List<Event> events, boolean silent) {
        Look look = screen.look();
        List<Line> lines = new ArrayList<>();
        if (silent) {
            lines.addAll(Banner.silent(Duration.between(answered,
                    shell.console().clock().instant()), look));
        }
        int room = screen.height() - lines.size();
        lines.addAll(switch (state.mode()) {
            case LIST, FILTER, QUIT -> WatchScreen.of(view, projects(view), events, state,
                    new ApplyFrame.Size(look, room));
            case KEYS -> WatchScreen.text(WatchScreen.keys(), state, room);
            case WHY -> WatchScreen.text(why(view, look), state, room);
            case LOGS -> WatchScreen.text(wrapped(look), state, room);
        });
        screen.draw(lines);
    }

    private List<Line> why(ClusterView view, Look look) {
        Optional<InstanceView> selected = WatchScreen.selected(projects(view), state);
        return selected.map(instance -> WhyScreen.of(Explanation.of(view,
                ProjectViews.of(view, instance.id().project()).orElseThrow(), List.of(instance)),
                look)).orElse(List.of(Line.of("It is ready now.")));
    }

    private List<Line> wrapped(Look look) {
        return text.stream().flatMap(line -> Wrap.paragraph(line.text(), look.width()).stream())
                .toList();
    }

    private List<Line> logs(ClusterView view) {
        Optional<InstanceView> selected = WatchScreen.selected(projects(view), state);
        Optional<NodeRecord> node = selected.flatMap(InstanceView::node)
                .flatMap(name -> view.observed().node(name)).map(NodeObservation::node);
        if (node.isEmpty()) {
            return List.of(Line.of("It runs nowhere yet."));
        }
        List<Line> lines = new ArrayList<>();
        try {
            shell.connection().logs(options).read(node.get(), new LogSource.Request(
                    selected.get().id(), LOG_LINES, false),
                    line -> lines.add(Line.of(line)), () -> false);
        } catch (Failure e) {
            lines.add(Line.of(e.getMessage()));
        }
        return lines.isEmpty() ? List.of(Line.of("It has written nothing.")) : lines;
    }
}
