package orchestrator.reconciler.agent;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.SealedSecret;

/** Opens a sealed secret with the cluster key. */
@FunctionalInterface
public interface SecretOpener {
    /**
     * The plaintext.
     *
     * @throws RuntimeException when it was not sealed for that cluster with this key
     */
    byte[] open(ClusterId cluster, SealedSecret sealed);
}
