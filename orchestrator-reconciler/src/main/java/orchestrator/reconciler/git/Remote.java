package orchestrator.reconciler.git;

import java.util.Optional;

/**
 * A branch of a repository and how to get at it.
 *
 * @param source      id of the connection, the name of its cache
 * @param url         without a password
 * @param credentials opened; never to be logged
 * @param knownHosts  lines as in OpenSSH's {@code known_hosts}
 * @param trustedKeys see {@link orchestrator.core.model.GitSource#trustedKeys}
 */
public record Remote(String source, String url, String branch,
        Optional<Credentials> credentials, String knownHosts, String trustedKeys) {

    /** A name and a password, a token, or an OpenSSH private key. */
    public record Credentials(Optional<String> user, byte[] secret) {
        /** Says nothing of the secret. */
        @Override
        public String toString() {
            return "credentials of " + user.orElse("nobody by name");
        }
    }
}
