package orchestrator.cli.endtoend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One connection to a balancer, HTTP/1.1 on a plain socket: nothing is asked again behind the back
 * of whoever counts, as the clients of the JDK would.
 */
final class LoadConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream input;
    private boolean open = true;

    /** A whole answer; names of headers in lower case. */
    record Answer(int status, SortedMap<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private LoadConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    /** @throws IOException when nobody accepts the connection */
    static LoadConnection to(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.setTcpNoDelay(true);
            return new LoadConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** True while the server has not said that this answer was the last. */
    boolean isOpen() {
        return open;
    }

    /** @throws IOException when no answer comes in time, or it breaks off */
    Answer ask(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        String first = line();
        int status = Integer.parseInt(first.split(" ")[1]);
        SortedMap<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        open = !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        return new Answer(status, headers, new String(body(headers), StandardCharsets.UTF_8));
    }

    private byte[] body(SortedMap<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return exactly(Integer.parseInt(headers.get("content-length")));
        }
        if (!headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            open = false;
            return input.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("broke off after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException(line.size() == 0 ? "closed without an answer" : "broke off");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // whoever is not needed any more may be gone already
        }
    }
}
