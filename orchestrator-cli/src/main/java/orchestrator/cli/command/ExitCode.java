package orchestrator.cli.command;

/** What a command's exit code means; the same for all of them. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;
    /** The cluster could not do it. */
    public static final int FAILED = 1;
    /** Wrong file or flags; nothing was sent. */
    public static final int WRONG_INPUT = 2;
    /** The cluster is not reachable, or does not let this person in. */
    public static final int UNREACHABLE = 3;
    /** {@code --timeout} passed; the cluster is still working. */
    public static final int TIMEOUT = 4;
    /** It needs a yes and there is nobody to ask. */
    public static final int NEEDS_YES = 5;
    /** {@code plan --exit-code}: changes are pending. */
    public static final int CHANGES_PENDING = 6;
    /** Ctrl-C: only the command ended, the cluster goes on. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
