package orchestrator.cli.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Git's own server program behind an HTTP server that can be switched off and on. */
final class GitHttpServer implements AutoCloseable {
    private static final String PROGRAM = "/usr/lib/git-core/git-http-backend";

    private final Path root;
    private final int port;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private Optional<HttpServer> server = Optional.empty();

    /** @param root below which the repositories lie */
    GitHttpServer(Path root, int port) {
        this.root = root;
        this.port = port;
    }

    String url(String repository) {
        return "http://127.0.0.1:" + port + "/" + repository;
    }

    void on() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            made.setExecutor(requests);
            made.createContext("/", this::answer);
            made.start();
            server = Optional.of(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void off() {
        server.ifPresent(made -> made.stop(0));
        server = Optional.empty();
    }

    @Override
    public void close() {
        off();
        requests.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Process program = start(exchange);
            try (OutputStream in = program.getOutputStream()) {
                exchange.getRequestBody().transferTo(in);
            }
            try (InputStream out = new BufferedInputStream(program.getInputStream())) {
                int status = 200;
                for (String line = line(out); !line.isEmpty(); line = line(out)) {
                    int colon = line.indexOf(':');
                    String value = line.substring(colon + 1).strip();
                    if (line.startsWith("Status:")) {
                        status = Integer.parseInt(value.substring(0, 3));
                    } else {
                        exchange.getResponseHeaders().set(line.substring(0, colon), value);
                    }
                }
                exchange.sendResponseHeaders(status, 0);
                out.transferTo(exchange.getResponseBody());
            }
        }
    }

    private Process start(HttpExchange exchange) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(PROGRAM);
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING",
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        Map.of("CONTENT_TYPE", "Content-Type", "HTTP_CONTENT_ENCODING", "Content-Encoding",
                "GIT_PROTOCOL", "Git-Protocol").forEach(
                        (variable, header) -> Optional
                                .ofNullable(exchange.getRequestHeaders().getFirst(header))
                                .ifPresent(value -> environment.put(variable, value)));
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8).strip();
    }
}
