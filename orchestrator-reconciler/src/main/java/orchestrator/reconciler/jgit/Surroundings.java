package orchestrator.reconciler.jgit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What repositories are asked with.
 *
 * @param folder  for caches; created when it is not there
 * @param allowed which addresses may be asked
 * @param limits  what one call may cost
 * @param clock   for time limits, and for keys that expire
 * @param beside  runs what serves a repository of this machine to ourselves, a thread for each
 */
public record Surroundings(Path folder, AllowedAddresses allowed, Limits limits,
        InstantSource clock, Executor beside) {}
