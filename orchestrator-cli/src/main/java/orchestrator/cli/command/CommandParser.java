package orchestrator.cli.command;

import java.util.List;
import java.util.Locale;

import orchestrator.cli.render.Line;
import orchestrator.cli.render.Nearest;
import orchestrator.cli.render.Words;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Fills in the options of one command and runs it. */
final class CommandParser {
    private static final int HELP_WIDTH = 80;

    /** The options that are the same everywhere are said once. */
    private static final String ALWAYS = "Also: -o json, -q (no hints), --debug, -h; for another "
            + "cluster than%nthat of orch up: --zookeeper HOST:PORT --key-file FILE.";

    private CommandParser() {}

    static int run(Verb verb, Shell shell, List<String> arguments) {
        if (verb.looksAtACluster()) {
            shell.connection().expect();
        }
        Command command = verb.command(shell);
        CommandLine parser = new CommandLine(command);
        parser.setCommandName("orch " + verb.word());
        parser.setUsageHelpWidth(HELP_WIDTH);
        parser.getCommandSpec().usageMessage().footer("", ALWAYS);
        parser.setCaseInsensitiveEnumValuesAllowed(true);
        try {
            parser.parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw failure(verb, e);
        }
        if (parser.isUsageHelpRequested()) {
            shell.console().print(parser.getUsageMessage(Ansi.OFF).lines().map(Line::of).toList());
            return ExitCode.DONE;
        }
        if (command.options().quiet()) {
            shell.console().beQuiet();
        }
        return command.run();
    }

    private static Failure failure(Verb verb, ParameterException fault) {
        String hint = "see orch " + verb.word() + " --help";
        return Failure.wrongInput(switch (fault) {
            case UnmatchedArgumentException unmatched -> unmatched(verb, unmatched);
            case MissingParameterException missing -> "orch " + verb.word() + " needs "
                    + Words.list(
                            missing.getMissing().stream().map(CommandParser::label).distinct()
                                    .toList());
            default -> fault.getArgSpec() == null
                    ? lowerCase(fault.getMessage())
                    : notTaken(fault.getArgSpec(), fault.getValue());
        }, hint);
    }

    private static String unmatched(Verb verb, UnmatchedArgumentException unmatched) {
        String typed = unmatched.getUnmatched().getFirst();
        List<String> options = unmatched.getCommandLine().getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName).toList();
        return typed.startsWith("-")
                ? "orch " + verb.word() + " has no option \"" + typed + "\""
                        + Nearest.question(typed, options)
                : "orch " + verb.word() + " does not know what to do with \"" + typed + "\""
                        + (options.contains("--file") && isYaml(typed)
                                ? "; did you mean -f " + typed + "?"
                                : "");
    }

    private static boolean isYaml(String typed) {
        return typed.endsWith(".yml") || typed.endsWith(".yaml");
    }

    private static String notTaken(ArgSpec argument, String value) {
        String values = argument.type().isEnum()
                ? Words.list(List.of(argument.type().getEnumConstants()).stream()
                        .map(Object::toString).toList())
                : argument.paramLabel();
        return label(argument) + " takes " + values
                + (value == null ? "" : ", not \"" + value + "\"");
    }

    private static String label(ArgSpec argument) {
        return argument.isOption()
                ? ((CommandLine.Model.OptionSpec) argument).longestName()
                : argument.paramLabel();
    }

    private static String lowerCase(String message) {
        return message.isEmpty()
                ? "these options do not fit together"
                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
