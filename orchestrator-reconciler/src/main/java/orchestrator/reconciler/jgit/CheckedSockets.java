package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;

/**
 * Looks at the address a connection actually has before anything is said on it: a name may mean
 * another address than a moment ago. There are no unconnected sockets from here, so that every
 * connection comes by the one method that looks.
 */
final class CheckedSockets extends SSLSocketFactory {
    private final SSLSocketFactory actual;
    private final Consumer<InetAddress> check;

    CheckedSockets(SSLSocketFactory actual, Consumer<InetAddress> check) {
        this.actual = actual;
        this.check = check;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean close)
            throws IOException {
        check.accept(connected.getInetAddress());
        return actual.createSocket(connected, host, port, close);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("not connected from here");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
            throws IOException {
        throw new IOException("not connected from here");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("not connected from here");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
            throws IOException {
        throw new IOException("not connected from here");
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return actual.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return actual.getSupportedCipherSuites();
    }
}
