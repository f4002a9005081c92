package orchestrator.reconciler.agent;

import orchestrator.core.model.SecretName;

/** A secret that a container needs has no value that this node can open. */
final class UnopenedSecretException extends RuntimeException {
    UnopenedSecretException(SecretName name, Throwable cause) {
        super("secret " + name + " has no value that can be opened here", cause);
    }
}
