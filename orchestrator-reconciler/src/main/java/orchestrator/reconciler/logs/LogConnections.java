package orchestrator.reconciler.logs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;

/** Makes both ends of the connection to an agent; what encrypts it will be put in here. */
final class LogConnections {
    private static final int WAITING_CONNECTIONS = 64;

    private LogConnections() {}

    static HttpServer listen(InetSocketAddress address) throws IOException {
        return HttpServer.create(address, WAITING_CONNECTIONS);
    }

    static HttpURLConnection open(String address, String target) throws IOException {
        return (HttpURLConnection) URI.create("http://" + address + target).toURL()
                .openConnection(Proxy.NO_PROXY);
    }
}
