package planted.core.model;

/** Violates A9. */
public final class HasState {
    private int count;

    int next() {
        return ++count;
    }
}
