package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What one server is told.
 *
 * @param name      for people; two servers may even have the same
 * @param zookeeper connect string of the ensemble
 * @param keyFile   where the cluster key shall lie; the server that founds the cluster makes it
 * @param state     directory in which the server remembers its cluster and how far that was
 * @param git       what it is told about repositories
 */
public record ServerOptions(String name, String zookeeper, Optional<Path> keyFile, Path state,
        GitOptions git) {}
