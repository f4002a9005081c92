package orchestrator.reconciler.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something the engine tells piece by piece. What happens after {@link #close} is normal: the library
 * reports our own closing as an error and as an end.
 */
abstract class EngineStream<T> implements ResultCallback<T> {
    private static final Logger LOG = LoggerFactory.getLogger(EngineStream.class);

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private Optional<Closeable> connection = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();
    private boolean closed;

    @Override
    public final void onStart(Closeable opened) {
        boolean late;
        synchronized (this) {
            connection = Optional.of(opened);
            late = closed;
        }
        started.countDown();
        if (late) {
            close();
        }
    }

    @Override
    public final void onError(Throwable broken) {
        synchronized (this) {
            if (!closed && failure.isEmpty()) {
                failure = Optional.of(broken);
            }
        }
        end();
    }

    @Override
    public final void onComplete() {
        end();
    }

    /** Called once, when nothing more will come. */
    protected void atEnd() {}

    private void end() {
        boolean first;
        synchronized (this) {
            first = ended.getCount() > 0;
            ended.countDown();
        }
        started.countDown();
        if (first) {
            atEnd();
        }
    }

    /** Blocks until the engine has begun to answer; throws what it refused with. */
    final void awaitStart() throws InterruptedException {
        started.await();
        throwFailure();
    }

    /** Blocks until the end; throws what broke the stream. */
    final void awaitEnd() throws InterruptedException {
        ended.await();
        throwFailure();
    }

    /** Like {@link #awaitEnd()}; false when {@code within} is over before. */
    final boolean awaitEnd(Duration within) throws InterruptedException {
        boolean over = ended.await(within.toMillis(), TimeUnit.MILLISECONDS);
        throwFailure();
        return over;
    }

    private synchronized void throwFailure() {
        failure.ifPresent(broken -> {
            throw broken instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("the engine's stream broke", broken);
        });
    }

    @Override
    public final void close() {
        Optional<Closeable> open;
        synchronized (this) {
            closed = true;
            open = connection;
        }
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException e) {
            LOG.debug("a stream of the engine did not close", e);
        }
    }
}
