package orchestrator.reconciler.wiring;

import java.util.concurrent.CountDownLatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that stays until it is told to end, by SIGTERM or Ctrl-C. */
public final class Foreground {
    private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

    private Foreground() {}

    /** Something that works until it is closed. */
    public interface Work extends AutoCloseable {
        /** Stops to act; containers keep running. */
        @Override
        void close();
    }

    /** Returns once this process was told to end and {@code work} is closed. */
    public static void stay(Work work) {
        CountDownLatch over = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            LOG.info("told to end; containers keep running");
            work.close();
            over.countDown();
        }, "end"));
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
