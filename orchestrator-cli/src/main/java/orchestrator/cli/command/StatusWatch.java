package orchestrator.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.cli.render.Json;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.StatusJson;
import orchestrator.cli.terminal.LiveScreen;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.store.StoreUnavailableException;

/** {@code orch status --watch}: a live screen on a terminal, else a line per change. */
record StatusWatch(Shell shell, ClusterClient client, ProjectOption project,
        GlobalOptions options) {
    int run() {
        Optional<LiveScreen> screen = options.json()
                ? Optional.empty()
                : LiveScreen.open(shell.console(), true);
        if (screen.isPresent()) {
            try (LiveScreen open = screen.get()) {
                return new LiveWatch(shell, client, project, options, open).run();
            }
        }
        return lines();
    }

    /** Goes on until the process is ended. */
    private int lines() {
        Changes changes = Changes.of(client);
        Map<ProjectName, LineDisplay> displays = new TreeMap<>();
        List<String> printed = new ArrayList<>();
        while (true) {
            try {
                ClusterView view = client.view();
                for (ProjectView each : chosen(view)) {
                    show(view, each, displays, printed);
                }
            } catch (StoreUnavailableException e) {
                displays.values().forEach(display -> display.silent(Duration.ZERO));
            }
            changes.await();
        }
    }

    private List<ProjectView> chosen(ClusterView view) {
        Optional<ProjectName> only = project.chosen(view);
        return ProjectViews.of(view).stream()
                .filter(each -> only.isEmpty() || only.get().equals(each.name())).toList();
    }

    private void show(ClusterView view, ProjectView each, Map<ProjectName, LineDisplay> displays,
            List<String> printed) {
        if (!options.json()) {
            displays.computeIfAbsent(each.name(), _ -> new LineDisplay(shell.console(), false,
                    Optional.empty()))
                    .show(view, each, Duration.ZERO);
            return;
        }
        Json json = StatusJson.of(view, each, new GitLook(client, view).brief(each.name()));
        String unchanging = json.toString().replaceFirst("\"at\":\"[^\"]*\"", "");
        if (printed.stream().noneMatch(unchanging::equals)) {
            printed.removeIf(old -> old.contains("\"project\":\"" + each.name() + "\""));
            printed.add(unchanging);
            shell.console().print(json);
        }
    }
}
