package orchestrator.cli.command;

import picocli.CommandLine.Mixin;

/** What every command has: the shell it runs in, and the options that are the same everywhere. */
abstract class ShellCommand implements Command {
    final Shell shell;
    @Mixin
    GlobalOptions options = new GlobalOptions();

    ShellCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public GlobalOptions options() {
        return options;
    }
}
