package planted.reconciler.controller;

/** Violates A12. */
public final class ThingManager {
    boolean manages() {
        return true;
    }
}
