package orchestrator.reconciler.jgit;

import java.nio.file.Path;
import java.util.Optional;

/** Where a repository is, taken apart. JGit gets these parts, never the text they came from. */
sealed interface Address {
    /** By name in a network. */
    sealed interface Remote extends Address {
        /** Lower case, without brackets. */
        String host();

        int port();

        /** Begins with a slash, or with a letter for a path from an ssh user's home. */
        String path();
    }

    /** {@code https:} or {@code http:}. */
    record Web(boolean secure, Optional<String> user, String host, int port, String path)
            implements
                Remote {
        String scheme() {
            return secure ? "https" : "http";
        }
    }

    /** {@code ssh:} or {@code user@host:path}. */
    record Ssh(Optional<String> user, String host, int port, String path) implements Remote {}

    /** {@code git:}, without any protection. */
    record Daemon(String host, int port, String path) implements Remote {}

    /** A folder of this machine. */
    record Local(Path folder) implements Address {}
}
