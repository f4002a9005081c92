package orchestrator.cli.endtoend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One visitor of the guestbook, who asks one thing after the other. When nobody accepts the
 * connection at one address the other is tried, as a browser does with a name that has two; anything
 * else that goes wrong is a failed request.
 */
final class LoadVisitor {
    private static final int POST_EVERY = 20;
    private static final int FIRST_FAILURE = 400;
    /** With and without a kept connection, with and without a cookie. */
    private static final int KINDS = 4;

    private final int number;
    private final Supplier<List<InetSocketAddress>> balancers;
    private Optional<LoadConnection> kept = Optional.empty();
    private String cookie = "";
    private long requests;
    private boolean second;

    /** @param number visitors differ by it: every second one keeps its connection, or its cookie */
    LoadVisitor(int number, Supplier<List<InetSocketAddress>> balancers) {
        this.number = number;
        this.balancers = balancers;
    }

    private boolean keepsConnection() {
        return number % 2 == 0;
    }

    private boolean keepsCookie() {
        return number / 2 % 2 == 0;
    }

    /** Asks for one thing more. */
    LoadRequest next() {
        String method = requests++ % POST_EVERY == number % POST_EVERY ? "POST" : "GET";
        long startedAt = System.currentTimeMillis();
        second = false;
        String problem = "";
        String who = "";
        try {
            LoadConnection connection = connection();
            LoadConnection.Answer answer = connection.ask(text(method));
            if (!keepsConnection() || !connection.isOpen()) {
                leave();
            }
            remember(answer.header("set-cookie"));
            who = answer.header("x-balancer") + " " + answer.header("x-served-by");
            problem = answer.status() < FIRST_FAILURE ? "" : answer.status() + " " + answer.body();
        } catch (IOException | RuntimeException e) {
            leave();
            problem = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        return new LoadRequest(startedAt, System.currentTimeMillis() - startedAt, method, second,
                problem.isEmpty(), problem.isEmpty() ? who : problem + " (" + who + ")");
    }

    private void remember(String setCookie) {
        if (keepsCookie() && !setCookie.isEmpty()) {
            cookie = setCookie.split(";")[0];
        }
    }

    private LoadConnection connection() throws IOException {
        if (kept.isEmpty()) {
            kept = Optional.of(connect());
        }
        return kept.get();
    }

    private LoadConnection connect() throws IOException {
        List<InetSocketAddress> addresses = balancers.get();
        int first = number / KINDS % addresses.size();
        try {
            return LoadConnection.to(addresses.get(first));
        } catch (IOException _) {
            second = true;
            return LoadConnection.to(addresses.get((first + 1) % addresses.size()));
        }
    }

    private void leave() {
        kept.ifPresent(LoadConnection::close);
        kept = Optional.empty();
    }

    private String text(String method) {
        String body = method.equals("POST") ? "text=visitor+" + number + "+was+here" : "";
        return method + (body.isEmpty() ? " /" : " /entries") + " HTTP/1.1\r\nHost: guestbook\r\n"
                + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
                + (keepsConnection() ? "" : "Connection: close\r\n")
                + (body.isEmpty()
                        ? "\r\n"
                        : "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body);
    }
}
