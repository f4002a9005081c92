package orchestrator.reconciler.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import orchestrator.core.model.ContainerIdentity;

/** Speaks as much of an engine's interface as a look needs, and notes what it is asked. */
final class CountingEngine implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Map<String, Row> rows = new ConcurrentSkipListMap<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private volatile boolean old;
    private final CountDownLatch ends = new CountDownLatch(1);
    private final List<OutputStream> listeners = new ArrayList<>();

    private record Row(Map<String, String> labels, String state, String startedAt) {}

    CountingEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String host() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Something happens to a container, or it comes to be; nobody is told. */
    void put(String id, ContainerIdentity identity, String state, String startedAt) {
        rows.put(id, new Row(new TreeMap<>(ContainerNames.labels(identity)), state, startedAt));
    }

    void remove(String id) {
        rows.remove(id);
    }

    /** Tells of it whoever listens. */
    void tell(String action, String id) throws IOException {
        synchronized (listeners) {
            for (OutputStream each : listeners) {
                each.write("""
                        {"Type":"container","Action":"%s","id":"%s","Actor":{"ID":"%s"}}
                        """.formatted(action, id, id).getBytes(StandardCharsets.UTF_8));
                each.flush();
            }
        }
    }

    /** Who hears that it listens is told from then on. */
    private void listen(HttpExchange exchange) throws IOException {
        synchronized (listeners) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            listeners.add(exchange.getResponseBody());
        }
    }

    /** It knows no HEAD from now on, as engines before the interface 1.40 did not. */
    void becomeOld() {
        old = true;
    }

    /** Those that are waited for end. */
    void end() {
        ends.countDown();
    }

    /** What was asked since this was asked last, but for the events. */
    List<String> asked() {
        List<String> all = new ArrayList<>();
        asked.drainTo(all);
        return all;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+", "");
        if (path.equals("/events")) {
            listen(exchange);
            return;
        }
        if (!path.equals("/version")) {
            asked.add(path);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(old ? 404 : 200, -1);
            exchange.close();
            return;
        }
        if (path.endsWith("/wait")) {
            awaitEnd();
        }
        byte[] body = body(path).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitEnd() throws IOException {
        try {
            ends.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("nobody waits any more", e);
        }
    }

    private String body(String path) {
        return switch (path) {
            case "/version" -> "{\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}";
            case "/_ping" -> "OK";
            case "/volumes" -> "{\"Volumes\":[]}";
            case "/containers/json" -> rows.entrySet().stream().map(each -> """
                    {"Id":"%s","State":"%s","Labels":%s}""".formatted(each.getKey(),
                    each.getValue().state(), json(each.getValue().labels())))
                    .collect(Collectors.joining(",", "[", "]"));
            default -> path.endsWith("/wait")
                    ? "{\"StatusCode\":0}\n"
                    : inspected(path.split("/")[2]);
        };
    }

    private String inspected(String id) {
        return """
                {"Id":"%s","State":{"Status":"%s","ExitCode":0,"StartedAt":"%s"}}""".formatted(id,
                rows.get(id).state(), rows.get(id).startedAt());
    }

    private static String json(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
