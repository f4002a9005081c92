package orchestrator.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.ChangeLines;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.RolloutView;
import orchestrator.cli.render.StatusJson;
import orchestrator.cli.render.Words;
import orchestrator.cli.render.Wrap;
import orchestrator.cli.terminal.Console;
import orchestrator.reconciler.client.ClusterView;

/** One line per change: to a person's log, or as JSON to a program. */
final class LineDisplay implements ProgressDisplay {
    private final Console console;
    private final boolean json;
    private Optional<ProjectView> before;
    private Optional<String> banner = Optional.empty();
    private RolloutView rollout = RolloutView.LIVE;

    /** {@code before} is what needs no telling, because it was so already. */
    LineDisplay(Console console, boolean json, Optional<ProjectView> before) {
        this.console = console;
        this.json = json;
        this.before = before;
    }

    @Override
    public void show(ClusterView view, ProjectView project, Duration elapsed) {
        List<ChangeLines.Changed> changes = ChangeLines.between(before, project);
        Optional<String> news = project.rollout().isKnownBy(rollout)
                ? Optional.empty()
                : project.rollout().note();
        rollout = project.rollout();
        if (json) {
            news.ifPresent(text -> console.print(json(text, project)));
            changes.forEach(change -> console.print(json(change, project)));
        } else {
            List<Line> lines = new ArrayList<>();
            Optional<String> frozen = Banner.frozen(view);
            if (!frozen.equals(banner)) {
                lines.addAll(Banner.of(view, console.look()));
            }
            banner = frozen;
            news.ifPresent(text -> lines.addAll(Wrap.hanging(Words.clock(project.takenAt(),
                    console.look().zone()) + "  ",
                    text.substring(0, 1)
                            .toLowerCase(Locale.ROOT) + text.substring(1),
                    console.look().width())));
            lines.addAll(ChangeLines.of(changes, project, console.look()));
            console.say(lines);
        }
        before = Optional.of(project);
    }

    private static Json json(String note, ProjectView project) {
        return Json.document("orch.change/1").with("at", project.takenAt())
                .with("project", project.name()).with("revision", project.revision())
                .with("rollout", project.rollout().json()).with("text", note);
    }

    private static Json json(ChangeLines.Changed change, ProjectView project) {
        return Json.document("orch.change/1").with("at", project.takenAt())
                .with("project", project.name()).with("revision", project.revision())
                .with("name", change.id().address())
                .with("instance", change.now().map(StatusJson::instance));
    }

    @Override
    public void silent(Duration silence) {
        String text = Banner.silence(Duration.ZERO);
        if (!json && !banner.equals(Optional.of(text))) {
            console.say(Banner.silent(Duration.ZERO, console.look()));
        }
        banner = Optional.of(text);
    }

    @Override
    public boolean interrupted() {
        return false;
    }

    @Override
    public void close() {
        // Lines stay where they are.
    }
}
