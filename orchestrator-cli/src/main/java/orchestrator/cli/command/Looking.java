package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import orchestrator.cli.render.InstanceChange;
import orchestrator.cli.terminal.LiveScreen;

/** Chooses how progress is shown: in a frame where there is a terminal, else line by line. */
final class Looking {
    private Looking() {}

    /** Runs {@code look} with a display that is taken away at its end. */
    static <T> T on(Shell shell, GlobalOptions options, List<InstanceChange> changes,
            Function<ProgressDisplay, T> look) {
        Optional<LiveScreen> screen = options.json()
                ? Optional.empty()
                : LiveScreen.open(shell.console(), false);
        ProgressDisplay display = screen
                .<ProgressDisplay>map(open -> new FrameDisplay(open, changes))
                .orElseGet(() -> new LineDisplay(shell.console(), options.json()));
        try (display) {
            return look.apply(display);
        }
    }
}
