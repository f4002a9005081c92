package orchestrator.core.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which file of which repository a project follows. Written by a person, in
 * {@code orch git connect}; what came of it is in {@link GitState}.
 *
 * @param id          drawn anew by every {@code connect}: state and orders of an earlier connection
 *                    say nothing of this one
 * @param url         as git writes it, without a password: {@code https:}, {@code ssh:} or
 *                    {@code user@host:path}, {@code file:} or a path on the servers
 * @param branch      without {@code refs/heads/}
 * @param path        of the declaration in the repository, with slashes, never leaving it
 * @param interval    from one poll to the next, at least {@link #SHORTEST_INTERVAL}
 * @param access      how to get in
 * @param trustedKeys public keys, one per line as in OpenSSH's {@code allowed_signers}, or armoured
 *                    OpenPGP keys; empty when commits need no signature
 * @param onDrift     what to do when somebody applies by hand
 * @param report      where the result of a commit is told
 * @param webhook     the secret that signs push events; empty when none are accepted
 * @param pause       present while nothing of it is to be applied
 */
public record GitSource(ProjectName project, String id, String url, String branch, String path,
        Duration interval, Access access, String trustedKeys, OnDrift onDrift, Report report,
        Optional<SecretName> webhook, String who, Instant since, Optional<Pause> pause) {
    /** Polling more often asks too much of other people's servers. */
    public static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);
    public static final Duration USUAL_INTERVAL = Duration.ofSeconds(15);

    /**
     * How to get in. Secrets are of the project, and shared.
     *
     * @param user        name to log in with; empty for that of the URL
     * @param credentials password, token, or an OpenSSH private key; empty where none is asked for
     * @param knownHosts  lines as in OpenSSH's {@code known_hosts}: the keys an ssh server may show
     */
    public record Access(Optional<String> user, Optional<SecretName> credentials,
            String knownHosts) {
        public static final Access OPEN = new Access(Optional.empty(), Optional.empty(), "");
    }

    /** What becomes of a revision that somebody made outside git. */
    public enum OnDrift {
        /** What git says is applied again. */
        CORRECT,
        /** It is shown, and stays until the next commit. */
        REPORT
    }

    /**
     * Where the result of a commit is told.
     *
     * @param notes true when it is pushed as a note, to {@code refs/notes/orch}
     * @param forge present when its commit status is set as well
     */
    public record Report(boolean notes, Optional<Forge> forge) {
        public static final Report NOWHERE = new Report(false, Optional.empty());
    }

    /**
     * The program around the repository.
     *
     * @param api   base address of its API, without a slash at the end
     * @param name  of the repository there, {@code owner/name}
     * @param token secret with the right to set a commit status
     */
    public record Forge(Kind kind, String api, String name, SecretName token) {
        /** Whose API it is. */
        public enum Kind {
            GITHUB, GITLAB, GITEA
        }
    }

    /** Who paused it. */
    public record Pause(String who, Instant since) {}

    /** The same, paused or not. */
    public GitSource with(Optional<Pause> changed) {
        return new GitSource(project, id, url, branch, path, interval, access, trustedKeys,
                onDrift, report, webhook, who, since, changed);
    }
}
