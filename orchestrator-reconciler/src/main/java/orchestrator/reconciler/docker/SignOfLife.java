package orchestrator.reconciler.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an engine whether it lives, over a connection of its own that is kept. It is all that an agent
 * asks for while nothing happens, and through the library it would be most of what that agent does.
 * What is said otherwise than expected is no sign; the library is asked then, which knows why.
 */
final class SignOfLife {
    /** The answer to HEAD has no body, whatever it says: it ends with an empty line (RFC 9112, 6.3). */
    private static final byte[] QUESTION = "HEAD /_ping HTTP/1.1\r\nHost: engine\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final String YES = "HTTP/1.1 200 ";
    private static final String END = "\r\n\r\n";
    /** An engine says some 300 bytes. */
    private static final int LONGEST = 4_096;
    private static final Logger LOG = LoggerFactory.getLogger(SignOfLife.class);

    private final Optional<Supplier<SocketAddress>> engine;
    private Optional<SocketChannel> connection = Optional.empty();
    private boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param host    of the engine: {@code unix:///path} or {@code tcp://host:port}; no other shows one
     * @param secured true when it speaks TLS, and shows none here
     */
    SignOfLife(URI host, boolean secured) {
        engine = secured ? Optional.empty() : switch (String.valueOf(host.getScheme())) {
            case "unix" -> Optional.of(() -> UnixDomainSocketAddress.of(host.getPath()));
            case "tcp" -> Optional.of(() -> new InetSocketAddress(host.getHost(), host.getPort()));
            default -> Optional.empty();
        };
    }

    /**
     * Whether the engine shows one; waits for it until interrupted. To be asked by one at a time.
     *
     * @return false for whatever else comes of it: then the connection is given up
     */
    boolean isShown() throws InterruptedException {
        if (engine.isEmpty()) {
            return false;
        }
        boolean shown = false;
        try {
            SocketChannel channel = open(engine.get());
            channel.write(ByteBuffer.wrap(QUESTION));
            shown = answer(channel).startsWith(YES);
        } catch (ClosedByInterruptException e) {
            // the state of being interrupted goes with the exception, as everywhere
            Thread.interrupted();
            throw new InterruptedException(
                    "interrupted while an engine was asked whether it lives");
        } catch (IOException | RuntimeException e) {
            LOG.debug("the engine shows no sign of life here", e);
        } finally {
            if (!shown) {
                drop();
            }
        }
        return shown;
    }

    private SocketChannel open(Supplier<SocketAddress> address) throws IOException {
        Optional<SocketChannel> kept = kept();
        if (kept.isPresent()) {
            return kept.get();
        }
        SocketChannel opened = SocketChannel.open(address.get());
        synchronized (this) {
            connection = Optional.of(opened);
            if (closed) {
                drop();
            }
        }
        return opened;
    }

    private synchronized Optional<SocketChannel> kept() {
        return connection;
    }

    /** All up to its end; nothing where there is none, or something comes after it. */
    private static String answer(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(LONGEST);
        String text = "";
        while (!text.contains(END) && answer.hasRemaining() && channel.read(answer) >= 0) {
            text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        }
        return text.endsWith(END) ? text : "";
    }

    private synchronized void drop() {
        connection.ifPresent(each -> {
            try {
                each.close();
            } catch (IOException e) {
                LOG.debug("a connection to the engine did not close", e);
            }
        });
        connection = Optional.empty();
    }

    /** Ends the connection; who waits for an answer gets none. */
    synchronized void close() {
        closed = true;
        drop();
    }
}
