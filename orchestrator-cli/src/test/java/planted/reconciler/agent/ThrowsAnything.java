package planted.reconciler.agent;

/** Violates A10. */
public final class ThrowsAnything {
    void fail() {
        throw new RuntimeException("something");
    }
}
