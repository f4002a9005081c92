package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.util.Locale;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Makes the requests of one call, all to one host and straight there. */
final class HttpCalls implements HttpConnectionFactory {
    private final Address.Web address;
    private final AllowedAddresses allowed;
    private final Bounds bounds;
    private final boolean withCredentials;

    HttpCalls(Address.Web address, AllowedAddresses allowed, Bounds bounds,
            boolean withCredentials) {
        this.address = address;
        this.allowed = allowed;
        this.bounds = bounds;
        this.withCredentials = withCredentials;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        checkSameHost(url);
        allowed.resolve(address);
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(new CheckedSockets(
                    (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    connected -> allowed.check(address, connected)));
        }
        return new HttpCall(connection, address, bounds, withCredentials);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return create(url);
    }

    private void checkSameHost(URL url) {
        int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        if (!url.getProtocol().equals(address.scheme()) || port != address.port()
                || !host.equals(address.host())) {
            throw new RepositoryException(Kind.REFUSED,
                    address.host() + " wants to be asked elsewhere, at " + Text.shown(url
                            .getHost()) + "; connect to that address itself",
                    null);
        }
    }
}
