package orchestrator.reconciler.secret;

import orchestrator.core.model.SecretId;

/** A sealed secret that this cluster key does not open, or that was changed or moved. */
public final class SecretUnreadableException extends RuntimeException {
    SecretUnreadableException(SecretId id, Throwable cause) {
        super("secret " + id + " cannot be opened: it was sealed under another cluster key, or "
                + "changed since; set it anew", cause);
    }
}
