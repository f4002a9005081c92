package orchestrator.cli.command;

import java.util.List;

import orchestrator.cli.render.Line;
import orchestrator.cli.render.Look;
import orchestrator.cli.render.ProblemJson;
import orchestrator.cli.render.ProblemScreen;
import orchestrator.cli.terminal.Console;

/** What is said of a file that has mistakes. */
final class ProblemText {
    private ProblemText() {}

    /** The mistakes, and that nothing came of it. */
    static List<Line> of(Draft draft, Look look) {
        return ProblemScreen.of(draft.texts(), draft.problems(), look);
    }

    /** Ends a command that needs a file without mistakes, when it has some. */
    static boolean stops(Draft draft, Console console, boolean json) {
        if (draft.problems().isEmpty()) {
            return false;
        }
        console.say(of(draft, console.look()));
        if (json) {
            console.print(ProblemJson.of(draft.source().name(), draft.problems()));
        }
        return true;
    }
}
