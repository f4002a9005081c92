package orchestrator.reconciler.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import orchestrator.core.model.Name;
import orchestrator.core.model.ProjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for push events. */
public final class WebhookServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);
    private static final String PREFIX = "/git/";
    private static final int WAITING_CONNECTIONS = 64;
    private static final int REQUESTS_AT_ONCE = 300;
    private static final Duration REQUEST_EACH = Duration.ofMillis(33);
    /** One household has so much of an IPv6 address for itself. */
    private static final int PREFIX_BYTES = 8;

    private final Pushes pushes;
    private final Rates rates;
    private final Executor executor;
    private final Bodies bodies = new Bodies();
    private Optional<HttpServer> server = Optional.empty();

    /**
     * An endpoint that does not listen before {@link #start}.
     *
     * @param now      a clock that never goes back
     * @param executor runs one task per request, as many as come; tasks block
     */
    public WebhookServer(Pushes pushes, Supplier<Instant> now, Executor executor) {
        this.pushes = pushes;
        this.rates = new Rates(now, REQUESTS_AT_ONCE, REQUEST_EACH);
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
            HttpServer made = HttpServer.create(new InetSocketAddress(host, port),
                    WAITING_CONNECTIONS);
            made.setExecutor(executor);
            made.createContext("/", this::answer);
            made.start();
            server = Optional.of(made);
            return made.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + host + ":" + port + " for push events", e);
        }
    }

    @Override
    public void close() {
        server.ifPresent(made -> made.stop(0));
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            send(exchange, answerTo(exchange));
        } catch (IOException e) {
            LOG.debug("a sender of push events went away", e);
        } catch (RuntimeException e) {
            LOG.warn("a push event could not be answered", e);
        }
    }

    private Answer answerTo(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        if (method.equals("GET") || method.equals("HEAD")) {
            return Answer.HELP;
        }
        if (!method.equals("POST")) {
            return Answer.NOT_A_POST;
        }
        if (!rates.take(sender(exchange.getRemoteAddress().getAddress()))) {
            return Answer.TOO_MANY;
        }
        Optional<ProjectName> project = project(exchange.getRequestURI().getPath());
        if (project.isEmpty()) {
            return Answer.UNKNOWN;
        }
        Optional<byte[]> body = bodies.receive(exchange);
        return body.isEmpty()
                ? Answer.TOO_LARGE
                : pushes.hear(Delivery.of(project.get(), headers(exchange), body.get()));
    }

    private static String sender(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address
                ? Arrays.copyOf(bytes, PREFIX_BYTES)
                : bytes);
    }

    private static Optional<ProjectName> project(String path) {
        return Optional.ofNullable(path).filter(each -> each.startsWith(PREFIX))
                .map(each -> each.substring(PREFIX.length())).filter(Name::isValid)
                .map(ProjectName::new);
    }

    /** The first of each name: one that is sent twice proves no more than once. */
    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> values.stream().findFirst()
                .ifPresent(value -> headers.put(name, value)));
        return headers;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = (answer.text() + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Connection", "close");
        if (answer.equals(Answer.NOT_A_POST)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD, POST");
        }
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body, 0, bodiless ? 0 : body.length);
            // Sent before the rest of a request is waited for.
            out.flush();
            Bodies.throwAway(exchange.getRequestBody());
        }
    }
}
