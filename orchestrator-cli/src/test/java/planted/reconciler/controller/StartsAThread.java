package planted.reconciler.controller;

/** Violates A11. */
public final class StartsAThread {
    Thread thread() {
        return Thread.ofVirtual().unstarted(() -> {});
    }
}
