package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Line;
import orchestrator.cli.terminal.Console;

/** From the words of a command line to its exit code. */
public final class CommandRunner {
    private static final List<String> VALUED = List.of("-o", "--output", "-p", "--project",
            "-f", "--file", "--zookeeper", "--key-file");

    private final Shell shell;

    public CommandRunner(Shell shell) {
        this.shell = shell;
    }

    /** Runs the command; never throws. */
    public int run(List<String> arguments) {
        Optional<Integer> place = wordAt(arguments);
        if (place.isEmpty()) {
            return withoutVerb(arguments);
        }
        String word = arguments.get(place.get());
        List<String> rest = new ArrayList<>(arguments);
        rest.remove((int) place.get());
        if (word.equals("help")) {
            List<String> about = new ArrayList<>(rest);
            about.add("--help");
            return run(about);
        }
        Optional<Verb> verb = Verb.of(word);
        if (verb.isEmpty() && word.equals(Training.WORD) && asksForHelp(rest)) {
            shell.console().print(Training.HELP.lines().map(Line::of).toList());
            return ExitCode.DONE;
        }
        FailureReport report = new FailureReport(shell.console(), asksForJson(arguments),
                arguments.contains("--debug"));
        try {
            return CommandParser.run(verb.orElseThrow(() -> NoShell.of(word, rest)
                    .orElseGet(() -> Verb.unknown(word))), shell, rest);
        } catch (RuntimeException e) {
            return report.of(e);
        }
    }

    private int withoutVerb(List<String> arguments) {
        Console console = shell.console();
        if (arguments.contains("--version") || arguments.contains("-V")) {
            return run(List.of("version"));
        }
        boolean asked = asksForHelp(arguments);
        if (!asked && !arguments.isEmpty()) {
            return new FailureReport(console, asksForJson(arguments), false).of(Failure.wrongInput(
                    "a command is missing", "all commands: orch --help"));
        }
        List<Line> help = HelpScreen.lines();
        if (asked) {
            console.print(help);
            return ExitCode.DONE;
        }
        console.say(help);
        return ExitCode.WRONG_INPUT;
    }

    /** The first word that is neither an option nor the value of one. */
    static Optional<Integer> wordAt(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (!word.startsWith("-")) {
                return Optional.of(i);
            }
            boolean takesValue = VALUED.contains(word);
            i += takesValue ? 1 : 0;
        }
        return Optional.empty();
    }

    private static boolean asksForHelp(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h");
    }

    private static boolean asksForJson(List<String> arguments) {
        return arguments.contains("-ojson") || arguments.contains("--output=json")
                || arguments.contains("-o=json") || arguments.contains("json")
                        && (arguments.contains("-o") || arguments.contains("--output"));
    }
}
