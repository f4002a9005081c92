package orchestrator.cli.command;

import java.nio.file.Path;

import orchestrator.cli.terminal.Console;

/**
 * What a command works with.
 *
 * @param folder the person's working folder
 * @param who    the person
 * @param from   the machine the person works on
 */
public record Shell(Console console, ClusterConnection connection, Path folder, String who,
        String from) {}
