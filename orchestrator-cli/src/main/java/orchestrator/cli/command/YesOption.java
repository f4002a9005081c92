package orchestrator.cli.command;

import java.util.function.IntSupplier;
import orchestrator.cli.terminal.Console;
import picocli.CommandLine.Option;

/** {@code --yes}: the answer to the one question a command may ask. */
final class YesOption {
    @Option(names = {"-y", "--yes"}, description = "do it without asking")
    private boolean yes;

    /** Does it when it may be done, and ends as it does; else with {@link ExitCode#NEEDS_YES}. */
    int whenAgreed(Console console, String warning, String question, IntSupplier act) {
        return agreed(console, warning, question) ? act.getAsInt() : ExitCode.NEEDS_YES;
    }

    /**
     * True when it may be done.
     *
     * @throws Failure with {@link ExitCode#NEEDS_YES} when there is nobody to ask
     */
    boolean agreed(Console console, String warning, String question) {
        if (yes) {
            return true;
        }
        if (!console.traits().inputTerminal() || !console.traits().errorTerminal()) {
            throw new Failure(ExitCode.NEEDS_YES, warning + " There is no terminal to ask at; "
                    + "nothing was sent.", "the same with --yes");
        }
        if (console.ask(warning + " " + question)) {
            return true;
        }
        console.say("Nothing was changed.");
        return false;
    }
}
