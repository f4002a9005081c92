package orchestrator.reconciler.controller;

/** What a server remembers of its cluster is damaged, and it can no longer tell which it was. */
public final class DamagedMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param what is wrong with it: it is damaged, or cannot be read */
    DamagedMemoryException(String what) {
        super(what);
    }
}
