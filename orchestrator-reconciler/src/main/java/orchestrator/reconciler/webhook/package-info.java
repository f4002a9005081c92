/**
 * Hears of pushes: {@code POST /git/PROJECT}, on servers that were told to listen. Whoever knows the
 * webhook secret of a connection can make the leader look at its repository now, and nothing else:
 * what a sender says decides only whether the branch that is followed is meant. Every server may
 * listen, not only the leader. What is sent is not encrypted here: put a reverse proxy with TLS
 * before it, at least for senders that show the secret itself.
 *
 * <p>Four ways to prove that one knows the secret are understood: {@code X-Hub-Signature-256} of
 * GitHub and {@code X-Gitea-Signature} of Gitea and Forgejo (HMAC-SHA256 of the body),
 * {@code X-Gitlab-Token} of GitLab (the secret itself), and for hooks of one's own
 * {@code X-Orch-Signature: sha256=HEX} with {@code X-Orch-Timestamp: SECONDS}: the HMAC-SHA256 of
 * the timestamp, a full stop and the body. The body of such a hook may be empty, what git gives to a
 * {@code post-receive} hook, or JSON with a {@code ref}.
 */
package orchestrator.reconciler.webhook;
