package orchestrator.reconciler.webhook;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Receives bodies, a bounded number at once. Whoever needs longest gives way to who comes: an honest
 * sender needs milliseconds, so those that send slowly cut off each other, and nobody waits.
 */
final class Bodies {
    static final int LONGEST = 1 << 20;
    static final int MOST = 32;
    /** How much is thrown away of a body that nobody wants, after the answer to it. */
    static final int UNWANTED = 4 * LONGEST;
    private static final int PIECE = 16 * 1024;

    private final Deque<HttpExchange> receiving = new ArrayDeque<>();

    /** The body; empty when it is too long, and then not received to its end. */
    Optional<byte[]> receive(HttpExchange exchange) throws IOException {
        if (announced(exchange) > LONGEST) {
            return Optional.empty();
        }
        begin(exchange);
        try {
            return read(exchange.getRequestBody());
        } finally {
            end(exchange);
        }
    }

    /**
     * Takes what is still to come of a request that is answered already, up to {@link #UNWANTED}
     * bytes. A connection that is closed with bytes unread is reset, and a sender who is still
     * sending then never sees the answer (RFC 9112, 9.6).
     */
    static void throwAway(InputStream in) throws IOException {
        byte[] piece = new byte[PIECE];
        int taken = 0;
        for (int count = 0; count >= 0 && taken <= UNWANTED; count = in.read(piece)) {
            taken += count;
        }
    }

    private static long announced(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    /** Memory grows with what came, not with what was announced. */
    private static Optional<byte[]> read(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            body.write(piece, 0, count);
            if (body.size() > LONGEST) {
                return Optional.empty();
            }
        }
        return Optional.of(body.toByteArray());
    }

    private void begin(HttpExchange exchange) {
        Optional<HttpExchange> slowest;
        synchronized (receiving) {
            slowest = receiving.size() < MOST
                    ? Optional.empty()
                    : Optional.of(receiving.removeFirst());
            receiving.addLast(exchange);
        }
        // Nothing of it was answered yet, so this closes its connection, and its reader with it.
        slowest.ifPresent(HttpExchange::close);
    }

    private void end(HttpExchange exchange) {
        synchronized (receiving) {
            receiving.remove(exchange);
        }
    }
}
