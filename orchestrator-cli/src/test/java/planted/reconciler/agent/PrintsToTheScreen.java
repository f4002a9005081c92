package planted.reconciler.agent;

/** Violates A10. */
public final class PrintsToTheScreen {
    void print() {
        System.out.println("hello");
    }
}
