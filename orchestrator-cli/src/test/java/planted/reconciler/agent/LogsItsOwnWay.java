package planted.reconciler.agent;

import java.util.logging.Logger;

/** Violates A10. */
public final class LogsItsOwnWay {
    private static final Logger LOG = Logger.getLogger("own");

    void log() {
        LOG.info("hello");
    }
}
