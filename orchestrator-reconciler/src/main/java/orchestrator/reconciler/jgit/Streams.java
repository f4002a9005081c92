package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Two ways to a git program that serves one repository.
 *
 * @param end closes whatever is behind them
 */
record Streams(InputStream in, OutputStream out, Ending end) {
    /** Starts the program. */
    interface Opener {
        /** @param service {@code git-upload-pack} or {@code git-receive-pack} */
        Streams open(String service) throws IOException;
    }

    /** Closes, and has nothing to say about it. */
    interface Ending extends AutoCloseable {
        @Override
        void close();
    }
}
