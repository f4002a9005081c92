package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import orchestrator.cli.render.Line;
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
        Optional<Integer> act = verb == Verb.GIT
                ? CommandRunner.wordAt(arguments)
                : Optional.empty();
        if (act.isEmpty()) {
            return run("orch " + verb.word(), verb.command(shell), shell, arguments);
        }
        GitAct git = GitAct.of(arguments.get(act.get()));
        List<String> rest = new ArrayList<>(arguments);
        rest.remove((int) act.get());
        return run("orch git " + git.word(), git.command(shell), shell, rest);
    }

    private static int run(String name, Command command, Shell shell, List<String> arguments) {
        CommandLine parser = new CommandLine(command);
        parser.setCommandName(name);
        parser.setUsageHelpWidth(HELP_WIDTH);
        parser.getCommandSpec().usageMessage().footer("", ALWAYS);
        parser.setCaseInsensitiveEnumValuesAllowed(true);
        try {
            parser.parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw failure(name, e);
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

    private static Failure failure(String name, ParameterException fault) {
        if (fault instanceof UnmatchedArgumentException unmatched) {
            return surplus(name, unmatched).failure();
        }
        String hint = "see " + name + " --help";
        return Failure.wrongInput(switch (fault) {
            case MissingParameterException missing -> name + " needs "
                    + Words.list(
                            missing.getMissing().stream().map(CommandParser::label).distinct()
                                    .toList());
            default -> fault.getArgSpec() == null
                    ? lowerCase(fault.getMessage())
                    : notTaken(fault.getArgSpec(), fault.getValue());
        }, hint);
    }

    private static Surplus surplus(String name, UnmatchedArgumentException unmatched) {
        return new Surplus(name, unmatched.getUnmatched().getFirst(),
                unmatched.getCommandLine().getCommandSpec().options().stream()
                        .map(CommandLine.Model.OptionSpec::longestName).toList());
    }

    private static String notTaken(ArgSpec argument, String value) {
        String values = argument.type().isEnum()
                ? Words.list(List.of(argument.type().getEnumConstants()).stream()
                        .map(each -> each.toString().toLowerCase(Locale.ROOT)).toList())
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
