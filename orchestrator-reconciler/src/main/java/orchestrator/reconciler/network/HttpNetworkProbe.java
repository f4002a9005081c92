package orchestrator.reconciler.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import orchestrator.reconciler.runtime.NetworkProbe;

/**
 * Probes with plain sockets: one connection, one request, and no byte read beyond the status line,
 * all of it within the timeout however slowly the other side answers.
 */
public final class HttpNetworkProbe implements NetworkProbe {
    private static final int LONGEST_STATUS_LINE = 1024;
    private static final int FIRST_GOOD = 200;
    private static final int FIRST_BAD = 400;

    private final LongSupplier nanoClock;

    /** @param nanoClock nanoseconds since some moment, as {@link System#nanoTime} gives them */
    public HttpNetworkProbe(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public Answer tcp(String host, int port, Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), millis(timeout));
            return new Answer(true, "accepts connections");
        } catch (IOException e) {
            return failed(e, timeout);
        }
    }

    @Override
    public Answer http(String host, int port, String path, Duration timeout) {
        Deadline deadline = new Deadline(nanoClock, timeout);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), deadline.millisLeft());
            socket.setSoTimeout(deadline.millisLeft());
            socket.getOutputStream().write(request(host, port, path));
            socket.getOutputStream().flush();
            return answer(statusLine(socket, deadline));
        } catch (IOException e) {
            return failed(e, timeout);
        }
    }

    private static byte[] request(String host, int port, String path) {
        String authority = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        return ("GET " + path + " HTTP/1.1\r\nHost: " + authority
                + "\r\nUser-Agent: orchestrator-check\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String statusLine(Socket socket, Deadline deadline) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
            if (line.length() > LONGEST_STATUS_LINE) {
                break;
            }
            socket.setSoTimeout(deadline.millisLeft());
        }
        return line.toString().strip();
    }

    private static Answer answer(String statusLine) {
        String[] words = statusLine.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("\\d{3}")) {
            return new Answer(false, statusLine.isEmpty() ? "no answer" : "not HTTP");
        }
        int status = Integer.parseInt(words[1]);
        return new Answer(status >= FIRST_GOOD && status < FIRST_BAD, words[1]);
    }

    private static Answer failed(IOException e, Duration timeout) {
        String text = switch (e) {
            case SocketTimeoutException _ -> "no answer in " + shown(timeout);
            case ConnectException _ -> "connection refused";
            case NoRouteToHostException _ -> "no route to the node";
            default -> "the connection broke";
        };
        return new Answer(false, text);
    }

    private static String shown(Duration timeout) {
        return timeout.toMillisPart() == 0
                ? timeout.toSeconds() + "s"
                : timeout.toMillis() + "ms";
    }

    private static int millis(Duration timeout) {
        return (int) Math.max(1, timeout.toMillis());
    }
}
