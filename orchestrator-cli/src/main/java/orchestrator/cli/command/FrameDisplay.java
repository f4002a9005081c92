package orchestrator.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import orchestrator.cli.render.ApplyFrame;
import orchestrator.cli.render.Banner;
import orchestrator.cli.render.InstanceChange;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Look;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.terminal.LiveScreen;
import orchestrator.reconciler.client.ClusterView;

/** A frame below the plan that is redrawn until all is done. */
final class FrameDisplay implements ProgressDisplay {
    private final LiveScreen screen;
    private final List<InstanceChange> changes;
    private List<Line> last = List.of();

    FrameDisplay(LiveScreen screen, List<InstanceChange> changes) {
        this.screen = screen;
        this.changes = changes;
    }

    @Override
    public void show(ClusterView view, ProjectView project, Duration elapsed) {
        Look look = screen.look();
        List<Line> lines = new ArrayList<>(Banner.of(view, look));
        int room = screen.height() - 1 - lines.size();
        List<InstanceChange> its = project.rollout().undone() ? List.of() : changes;
        last = ApplyFrame.of(project, its, elapsed, new ApplyFrame.Size(look, room));
        lines.addAll(last);
        screen.draw(lines);
    }

    @Override
    public void silent(Duration silence) {
        List<Line> lines = new ArrayList<>(Banner.silent(silence, screen.look()));
        lines.addAll(last);
        screen.draw(lines);
    }

    @Override
    public boolean interrupted() {
        return screen.interrupted();
    }

    @Override
    public void close() {
        screen.clear();
        screen.close();
    }
}
