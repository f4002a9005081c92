package orchestrator.reconciler.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server and swallows what one of them says, or cuts them apart. */
final class TcpRelay implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong swallowed = new AtomicLong();
    private volatile boolean swallowRequests;
    private volatile boolean swallowAnswers;

    TcpRelay(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    void swallowRequests() {
        swallowRequests = true;
    }

    void swallowAnswers() {
        swallowAnswers = true;
    }

    /** How many pieces were swallowed so far. */
    long swallowed() {
        return swallowed.get();
    }

    /** Cuts every connection; new ones work as they should. */
    void cutAndMend() {
        List<Socket> old = List.copyOf(sockets);
        sockets.removeAll(old);
        old.forEach(TcpRelay::close);
        swallowRequests = false;
        swallowAnswers = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutAndMend();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, server));
                Thread.ofVirtual().start(() -> pump(client, server, true));
                Thread.ofVirtual().start(() -> pump(server, client, false));
            } catch (IOException e) {
                // Closed, or the server is down: the client tries again.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (requests ? swallowRequests : swallowAnswers) {
                    swallowed.incrementAndGet();
                } else {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The other half was cut.
        }
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
