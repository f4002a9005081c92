package orchestrator.reconciler.controller;

/** What a server remembers of its cluster is damaged, and it can no longer tell which it was. */
public final class DamagedMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedMemoryException() {
        super("the memory of this server is damaged");
    }
}
