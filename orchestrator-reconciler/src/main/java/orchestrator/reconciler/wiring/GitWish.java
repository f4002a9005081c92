package orchestrator.reconciler.wiring;

import java.util.List;
import java.util.Optional;

/**
 * What a person says about repositories when starting servers; what is not said stays as it was, and
 * {@code none} takes it back.
 *
 * @param listen as it was typed
 * @param allow  as it was typed
 */
public record GitWish(Optional<String> listen, List<String> allow) {
    /** Nothing was said. */
    public static final GitWish NOTHING = new GitWish(Optional.empty(), List.of());
    private static final String NONE = "none";
    private static final String LISTEN = "--git-listen";

    public GitWish {
        allow = List.copyOf(allow);
    }

    /**
     * What is to be, after {@code before}.
     *
     * @throws WrongOptionException when something is not written as it should be
     */
    public GitOptions over(GitOptions before) {
        allow.forEach(GitWish::check);
        return new GitOptions(
                listen.isEmpty()
                        ? before.listen()
                        : listen.filter(text -> !text.equals(NONE))
                                .map(text -> ListenAddress.parse(LISTEN, text)),
                allow.isEmpty()
                        ? before.allow()
                        : allow.stream().filter(text -> !text.equals(NONE)).distinct().toList());
    }

    private static void check(String text) {
        boolean folder = text.startsWith("/") && !text.contains("\n");
        boolean host = text.matches("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");
        if (!folder && !host || text.startsWith("-")) {
            throw new WrongOptionException(
                    "--git-allow " + text + " is neither a folder, from / on,"
                            + " nor a HOST or HOST:PORT");
        }
    }
}
