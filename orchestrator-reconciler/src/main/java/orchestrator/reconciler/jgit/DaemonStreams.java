package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A git daemon, without protection of any kind: only ever where it is allowed by name. */
final class DaemonStreams implements Streams.Opener {
    private final Address.Daemon address;
    private final InetAddress connect;
    private final Bounds bounds;

    DaemonStreams(Address.Daemon address, InetAddress connect, Bounds bounds) {
        this.address = address;
        this.connect = connect;
        this.bounds = bounds;
    }

    @Override
    public Streams open(String service) throws IOException {
        Socket socket = new Socket();
        try {
            int milliseconds = bounds.secondsOfSilence() * 1000;
            socket.setSoTimeout(milliseconds);
            socket.connect(new InetSocketAddress(connect, address.port()), milliseconds);
            String line = service + " " + address.path() + "\0host=" + address.host() + ":"
                    + address.port() + "\0\0version=2\0";
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            String length = String.format(Locale.ROOT, "%04x", bytes.length + 4);
            socket.getOutputStream().write(length.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return new Streams(bounds.counted(socket.getInputStream()),
                    socket.getOutputStream(), () -> close(socket));
        } catch (IOException e) {
            close(socket);
            throw e;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
