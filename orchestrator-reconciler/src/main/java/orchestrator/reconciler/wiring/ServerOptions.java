package orchestrator.reconciler.wiring;

/**
 * What one server is told.
 *
 * @param name      for people; two servers may even have the same
 * @param zookeeper connect string of the ensemble
 */
public record ServerOptions(String name, String zookeeper) {}
