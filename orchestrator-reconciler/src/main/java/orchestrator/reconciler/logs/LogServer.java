package orchestrator.reconciler.logs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoint of an agent from which the output of its containers is read. */
public final class LogServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogServer.class);
    private static final int MOST_READERS = 64;

    private final ContainerOutput output;
    private final RequestGuard guard;
    private final Executor executor;
    private final Semaphore readers = new Semaphore(MOST_READERS);
    private Optional<HttpServer> server = Optional.empty();

    /**
     * An endpoint that does not listen before {@link #start}.
     *
     * @param executor runs one task per reader; tasks block
     * @param clock    the wall clock: both ends must agree within a minute
     */
    public LogServer(ContainerOutput output, RequestSigner signer, InstantSource clock,
            Executor executor) {
        this.output = output;
        this.guard = new RequestGuard(signer, clock);
        this.executor = executor;
    }

    /**
     * Listens; port 0 takes any.
     *
     * @return the port
     * @throws UncheckedIOException when the address cannot be listened on
     */
    public int start(String host, int port) {
        try {
            HttpServer made = LogConnections.listen(new InetSocketAddress(host, port));
            made.setExecutor(executor);
            made.createContext("/", this::answer);
            made.start();
            server = Optional.of(made);
            return made.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + host + ":" + port + " for readers of logs", e);
        }
    }

    @Override
    public void close() {
        server.ifPresent(made -> made.stop(0));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!admits(exchange)) {
                refuse(exchange, HttpURLConnection.HTTP_FORBIDDEN,
                        "not signed with the key of this cluster, or the clocks differ by more"
                                + " than a minute");
            } else if (!readers.tryAcquire()) {
                refuse(exchange, HttpURLConnection.HTTP_UNAVAILABLE,
                        "too many read the logs of this node at once");
            } else {
                try {
                    admitted(exchange);
                } finally {
                    readers.release();
                }
            }
        } catch (IOException e) {
            LOG.debug("a reader of logs went away", e);
        } catch (RuntimeException e) {
            LOG.warn("a reader of logs could not be answered", e);
        }
    }

    private boolean admits(HttpExchange exchange) {
        String target = exchange.getRequestURI().toString();
        RequestSigner.Signed request = new RequestSigner.Signed(exchange.getRequestMethod(),
                target, header(exchange, RequestSigner.TIME),
                header(exchange, RequestSigner.NONCE));
        return guard.admits(request, header(exchange, RequestSigner.SIGNATURE));
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private void admitted(HttpExchange exchange) throws IOException {
        boolean known = exchange.getRequestURI().getPath().equals(LogRequest.PATH)
                && exchange.getRequestMethod().equals("GET");
        if (!known) {
            refuse(exchange, HttpURLConnection.HTTP_NOT_FOUND, "nothing is here");
            return;
        }
        try {
            LogRequest request = LogRequest.parse(exchange.getRequestURI());
            Optional<ObservedContainer> container = output.find(request.instance());
            if (container.isEmpty()) {
                refuse(exchange, HttpURLConnection.HTTP_NOT_FOUND, request.instance().address()
                        + " has no container on this node that ever ran");
                return;
            }
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                new LogStream(output.runtime(), body).send(container.get().id(), request);
            }
        } catch (IllegalArgumentException e) {
            refuse(exchange, HttpURLConnection.HTTP_BAD_REQUEST, "not a request for logs");
        } catch (ContainerRuntimeException | ContainerRuntimeUnavailableException
                | LogsUnavailableException e) {
            refuse(exchange, HttpURLConnection.HTTP_UNAVAILABLE, e.getMessage());
        }
    }

    private static void refuse(HttpExchange exchange, int status, String text)
            throws IOException {
        if (exchange.getResponseCode() >= 0) {
            return;
        }
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
