/**
 * Repositories by JGit. Objects are fetched into a bare cache of our own and read from there; what
 * a repository says of itself (configuration, hooks, attributes, submodules) is never asked for.
 *
 * <p>
 * Everything from outside is counted ({@link orchestrator.reconciler.jgit.Bounds}): a call ends
 * after a time and a number of bytes, whatever the other side does. Addresses are taken apart and
 * judged here before JGit sees them, and it gets the parts, never the text. The only user of JGit,
 * of the ssh library and of the OpenPGP library; made by {@code wiring} alone.
 */
package orchestrator.reconciler.jgit;
