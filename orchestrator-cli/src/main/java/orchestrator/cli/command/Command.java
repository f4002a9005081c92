package orchestrator.cli.command;

/** One verb, with its options filled in by picocli. */
public interface Command {
    /** The options that every command has. */
    GlobalOptions options();

    /** Does it; returns one of {@link ExitCode}, throws {@link Failure}. */
    int run();
}
