package org.apache.zookeeper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * The usual socket of a client, which also hears what each answer tells beside what was asked: the
 * number of the newest transaction the server has made. A server says it with every sign of life, and
 * the client, which keeps it of answers to questions, throws that one away. Stands in this package
 * because the usual socket cannot be seen from any other, and is named to the client by its setting
 * {@code zookeeper.clientCnxnSocket}. Read from ZooKeeper 3.9.5; a test finds it deaf when another
 * release goes about it in another way.
 */
public final class HearingSocket extends ClientCnxnSocketNIO {
    /** In the header of an answer: what it answers, 4 bytes; the newest transaction, 8; an error, 4. */
    private static final int TRANSACTION_AT = 4;
    private static final int HEADER = 16;

    private final Listener listener;
    private int connection;
    private ByteBuffer answer;
    private volatile boolean closing;

    /** Settings of clients that want to hear of it. Called by the thread of a client's connection. */
    public interface Listener {
        /** A client begins to connect: a number for this connection. */
        int connecting();

        /** The server of that connection had made the transaction of that number, positive. */
        void told(int connection, long transaction);
    }

    /** Called by the client. {@code settings} are a {@link Listener}. */
    HearingSocket(ZKClientConfig settings) throws IOException {
        super(settings);
        this.listener = (Listener) settings;
    }

    @Override
    void connect(InetSocketAddress server) throws IOException {
        connection = listener.connecting();
        super.connect(server);
    }

    /** Makes the buffer that the next answer goes into. */
    @Override
    void readLength() throws IOException {
        super.readLength();
        answer = incomingBuffer;
    }

    /** Called when the client is closed, after its server has answered that the session is ended. */
    @Override
    void onClosing() {
        closing = true;
        super.onClosing();
    }

    /**
     * Ends a connection. The usual one then sleeps for a tenth of a second, which at the end nothing is
     * gained by, unless its thread is interrupted; every command would wait for it.
     */
    @Override
    void cleanup() {
        boolean atTheEnd = closing;
        if (atTheEnd) {
            Thread.currentThread().interrupt();
        }
        super.cleanup();
        if (atTheEnd) {
            Thread.interrupted();
        }
    }

    /** Called once a whole answer was taken; the first of a connection has no such header. */
    @Override
    void updateLastHeard() {
        super.updateLastHeard();
        ByteBuffer taken = answer;
        answer = null;
        if (initialized && taken != null && taken.limit() >= HEADER) {
            hear(taken.getInt(0), taken.getLong(TRANSACTION_AT));
        }
    }

    /** A hint is sent before all of its transaction is made, and tells of no other. */
    private void hear(int what, long transaction) {
        if (what != ClientCnxn.NOTIFICATION_XID && transaction > 0) {
            listener.told(connection, transaction);
        }
    }
}
