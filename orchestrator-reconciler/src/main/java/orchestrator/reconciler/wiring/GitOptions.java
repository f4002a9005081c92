package orchestrator.reconciler.wiring;

import java.util.List;
import java.util.Optional;

/**
 * What a server is told about repositories.
 *
 * @param listen where it hears of pushes; empty where it does not
 * @param allow  what only those may follow who start servers: folders, and {@code host[:port]} that
 *               may be on this machine or without encryption
 */
public record GitOptions(Optional<ListenAddress> listen, List<String> allow) {
    /** Listens nowhere, allows nothing out of the ordinary. */
    public static final GitOptions NONE = new GitOptions(Optional.empty(), List.of());

    public GitOptions {
        allow = List.copyOf(allow);
    }
}
