package planted.reconciler.agent;

import planted.reconciler.controller.StartsAThread;

/** Violates A3: the agent must not know the controller. */
public final class SeesTheController {
    String text(StartsAThread other) {
        return other.toString();
    }
}
