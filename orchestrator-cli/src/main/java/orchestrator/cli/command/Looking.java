package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import orchestrator.cli.render.InstanceChange;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.terminal.LiveScreen;

/** Chooses how progress is shown: in a frame where there is a terminal, else line by line. */
final class Looking {
    private Looking() {}

    /** How the project was, and what is to happen to it. */
    record Begun(Optional<ProjectView> before, List<InstanceChange> changes) {}

    /** Runs {@code look} with a display that is taken away at its end. */
    static <T> T on(Shell shell, GlobalOptions options, Begun begun,
            Function<ProgressDisplay, T> look) {
        Optional<LiveScreen> screen = options.json()
                ? Optional.empty()
                : LiveScreen.open(shell.console(), false);
        ProgressDisplay display = screen
                .<ProgressDisplay>map(open -> new FrameDisplay(open, begun.changes()))
                .orElseGet(() -> new LineDisplay(shell.console(), options.json(),
                        begun.before()));
        try (display) {
            return look.apply(display);
        }
    }
}
