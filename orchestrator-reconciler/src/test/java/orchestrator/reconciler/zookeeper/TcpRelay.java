package orchestrator.reconciler.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Stands between a client and servers and swallows what one of them says, or cuts them apart. */
final class TcpRelay implements AutoCloseable {
    /** What ZooKeeper calls a transaction: the third number of a request. */
    private static final int TRANSACTION = 14;
    private static final int TYPE_AT = 8;
    /** A sign of life is a request of that number and of nothing but its header. */
    private static final int SIGN_OF_LIFE = -2;
    private static final int NUMBER_AT = 4;
    private static final int HEADER = 12;

    private final ServerSocket listener;
    private final int[] targets;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong swallowed = new AtomicLong();
    private final AtomicLong questions = new AtomicLong();
    private final AtomicLong signsOfLife = new AtomicLong();
    private volatile boolean swallowRequests;
    private volatile boolean swallowAnswers;
    private volatile Next nextCommit = Next.PASSES;

    /** What becomes of the next transaction. */
    private enum Next {
        PASSES, SWALLOWED, UNANSWERED
    }

    /** {@code targets} are ports on loopback; a connection goes to the next that is open. */
    TcpRelay(int... targets) {
        this.targets = targets;
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

    /** From the next transaction on no request arrives. */
    void swallowNextCommit() {
        swallowed.set(0);
        nextCommit = Next.SWALLOWED;
    }

    /** From the next transaction on, which arrives, no answer comes back. */
    void swallowAnswerOfNextCommit() {
        swallowed.set(0);
        nextCommit = Next.UNANSWERED;
    }

    /** How many pieces were swallowed so far. */
    long swallowed() {
        return swallowed.get();
    }

    /** How often clients asked for something so far, alone or with a sign of life. */
    long questions() {
        return questions.get();
    }

    /** How often clients only said that they live. */
    long signsOfLife() {
        return signsOfLife.get();
    }

    /** Cuts every connection; new ones work as they should. */
    void cutAndMend() {
        List<Socket> old = List.copyOf(sockets);
        sockets.removeAll(old);
        nextCommit = Next.PASSES;
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
                connect(listener.accept());
            } catch (IOException e) {
                // Closed, or the server is down: the client tries again.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        int first = next.getAndIncrement();
        List<Integer> order = IntStream.range(0, targets.length)
                .mapToObj(i -> targets[(first + i) % targets.length]).toList();
        for (int target : order) {
            try {
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.addAll(List.of(client, server));
                Thread.ofVirtual().start(() -> pump(client, server, true));
                Thread.ofVirtual().start(() -> pump(server, client, false));
                return;
            } catch (IOException e) {
                // That one is down.
            }
        }
        client.close();
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (requests) {
                    look(buffer, read);
                }
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

    private void look(byte[] buffer, int read) {
        boolean signOfLife = read == HEADER
                && ByteBuffer.wrap(buffer).getInt(NUMBER_AT) == SIGN_OF_LIFE;
        (signOfLife ? signsOfLife : questions).incrementAndGet();
        boolean commit = nextCommit != Next.PASSES && read >= TYPE_AT + Integer.BYTES
                && ByteBuffer.wrap(buffer).getInt(TYPE_AT) == TRANSACTION;
        if (commit) {
            swallowRequests = nextCommit == Next.SWALLOWED;
            swallowAnswers = nextCommit == Next.UNANSWERED;
            nextCommit = Next.PASSES;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
