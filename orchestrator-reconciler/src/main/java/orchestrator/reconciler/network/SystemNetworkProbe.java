package orchestrator.reconciler.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import orchestrator.reconciler.runtime.NetworkProbe;

/**
 * Asks real ports. It reads no more of an answer than its first line, so no server can keep it busy,
 * and follows no redirect: whoever answers 302 serves.
 */
public final class SystemNetworkProbe implements NetworkProbe {
    private static final int LONGEST_LINE = 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");

    @Override
    public Answer http(String host, int port, String path, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Socket socket = connected(host, port, timeout)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port
                    + "\r\nUser-Agent: orch\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return status(firstLine(socket, deadline));
        } catch (IOException e) {
            return failed(e, timeout);
        }
    }

    @Override
    public Answer tcp(String host, int port, Duration timeout) {
        try (Socket _ = connected(host, port, timeout)) {
            return new Answer(true, "connected");
        } catch (IOException e) {
            return failed(e, timeout);
        }
    }

    private static Socket connected(String host, int port, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), millis(timeout.toNanos()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static String firstLine(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < LONGEST_LINE) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout(millis(left));
            int next = in.read();
            if (next < 0 || next == '\n') {
                break;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static Answer status(String line) {
        Matcher matcher = STATUS.matcher(line);
        if (!matcher.matches()) {
            return new Answer(false, line.isEmpty() ? "closed without an answer" : "no HTTP");
        }
        int code = Integer.parseInt(matcher.group(1));
        return new Answer(code >= 200 && code < 400, matcher.group(1));
    }

    private static Answer failed(IOException fault, Duration timeout) {
        return new Answer(false, switch (fault) {
            case SocketTimeoutException _ -> "no answer within " + timeout.toMillis() + "ms";
            case ConnectException _ -> "connection refused";
            default -> String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        });
    }

    /** At least one: 0 would be for ever. */
    private static int millis(long nanos) {
        return (int) Math.max(1, nanos / 1_000_000);
    }
}
