package orchestrator.reconciler.secret;

/** Where chance comes from; in production a {@code SecureRandom}. */
@FunctionalInterface
public interface RandomBytes {
    /** So many bytes that nobody can guess. */
    byte[] next(int length);
}
