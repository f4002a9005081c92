package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;

/**
 * Gives every call a deadline. The library's own timeouts have no effect on unix sockets, so a call
 * runs in a thread of its own, which is interrupted when its time is over.
 */
final class EngineCalls {
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private final ExecutorService threads;
    private final DockerClients clients;
    private final Duration firstDeadline;
    private volatile boolean answered;

    /**
     * Calls over these clients.
     *
     * @param firstDeadline until the engine has answered once; the library loads its
     *                      classes for its first call, which a busy machine takes its time for
     */
    EngineCalls(ExecutorService threads, DockerClients clients, Duration firstDeadline) {
        this.threads = threads;
        this.clients = clients;
        this.firstDeadline = firstDeadline;
    }

    /** Something asked of the engine. */
    interface Question<T> {
        T ask(DockerClient client) throws InterruptedException;
    }

    /** Asks within {@link #DEADLINE}; {@code attempt} completes "cannot …" in what is thrown. */
    <T> T ask(String attempt, Question<T> question) {
        return within(answered ? DEADLINE : firstDeadline, attempt,
                () -> question.ask(clients.pair().calls()));
    }

    /** Asks what may take longer, over a connection that is not one of the short calls'. */
    <T> T askLong(Duration deadline, String attempt, Question<T> question) {
        return within(deadline, attempt, () -> question.ask(clients.pair().streams()));
    }

    private interface Work<T> extends java.util.concurrent.Callable<T> {
        @Override
        T call() throws InterruptedException;
    }

    private <T> T within(Duration deadline, String attempt, Work<T> work) {
        Future<T> answer = threads.submit(work);
        try {
            T value = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            answered = true;
            return value;
        } catch (TimeoutException | CancellationException e) {
            answer.cancel(true);
            throw new ContainerRuntimeUnavailableException("the container engine did not answer"
                    + " within " + deadline.toSeconds() + "s: cannot " + attempt, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ContainerRuntimeUnavailableException("interrupted: cannot " + attempt, e);
        } catch (ExecutionException e) {
            if (EngineErrors.isVersionRefused(e.getCause())) {
                clients.forget();
            }
            throw EngineErrors.of(attempt, e.getCause());
        }
    }
}
