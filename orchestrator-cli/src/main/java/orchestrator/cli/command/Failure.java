package orchestrator.cli.command;

import java.util.Optional;

/**
 * Why a command ends without having done what it was asked: for the person in front of it.
 */
public final class Failure extends RuntimeException {
    private final int exitCode;
    private final transient Optional<String> hint;

    /**
     * A failure; {@code hint} is the next command, or empty text.
     *
     * @param exitCode one of {@link ExitCode}
     */
    public Failure(int exitCode, String message, String hint) {
        super(message);
        this.exitCode = exitCode;
        this.hint = hint.isEmpty() ? Optional.empty() : Optional.of(hint);
    }

    /** The file or the flags are wrong. */
    public static Failure wrongInput(String message, String hint) {
        return new Failure(ExitCode.WRONG_INPUT, message, hint);
    }

    /** The cluster cannot be reached. */
    public static Failure unreachable(String message, String hint) {
        return new Failure(ExitCode.UNREACHABLE, message, hint);
    }

    public int exitCode() {
        return exitCode;
    }

    public Optional<String> hint() {
        return hint;
    }
}
