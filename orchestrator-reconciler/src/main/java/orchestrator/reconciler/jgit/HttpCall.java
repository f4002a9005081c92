package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.eclipse.jgit.transport.http.HttpConnection;

/**
 * One request. Every answer but a git server's is turned into a sentence here, so that nothing
 * further is tried: no redirect, no other way to log in, and not git's older protocol of plain
 * files, in which a server may name others to ask.
 */
final class HttpCall implements HttpConnection {
    private final HttpURLConnection connection;
    private final Address.Web address;
    private final Bounds bounds;
    private final boolean withCredentials;

    HttpCall(HttpURLConnection connection, Address.Web address, Bounds bounds,
            boolean withCredentials) {
        this.connection = connection;
        this.address = address;
        this.bounds = bounds;
        this.withCredentials = withCredentials;
        int milliseconds = bounds.secondsOfSilence() * 1000;
        connection.setConnectTimeout(milliseconds);
        connection.setReadTimeout(milliseconds);
    }

    @Override
    public int getResponseCode() throws IOException {
        bounds.checkTime();
        int code = connection.getResponseCode();
        switch (code) {
            case HTTP_OK -> checkGit();
            case HTTP_UNAUTHORIZED, HTTP_FORBIDDEN -> throw refused(withCredentials
                    ? "does not accept these credentials (" + code + ")"
                    : "asks who it is (" + code + "); connect with credentials");
            case HTTP_NOT_FOUND, 410 -> throw refused("has no repository at " + address.path()
                    + (withCredentials ? "" : ", or shows it only with credentials"));
            default -> throw otherwise(code);
        }
        return code;
    }

    private RepositoryException otherwise(int code) {
        if (code >= 300 && code < 400) {
            String to = connection.getHeaderField("Location");
            return refused("wants to be asked elsewhere" + (to == null
                    ? ""
                    : ", at " + Text.shown(to.replaceAll("//[^@/]*@", "//")))
                    + "; connect to that address itself");
        }
        boolean passing = code >= 500 || code == 429 || code == 408;
        return new RepositoryException(passing ? Kind.UNREACHABLE : Kind.REFUSED,
                address.host() + " answers " + code, null);
    }

    private void checkGit() {
        String type = connection.getContentType();
        if (type == null || !type.startsWith("application/x-git-")
                || connection.getContentEncoding() != null) {
            throw refused("answers, but not as a git server; is "
                    + address.path() + " the path of a repository?");
        }
    }

    private RepositoryException refused(String what) {
        return new RepositoryException(Kind.REFUSED, address.host() + " " + what, null);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        getResponseCode();
        return bounds.counted(connection.getInputStream());
    }

    /** Unpacking is where a small answer grows, so none is asked for. */
    @Override
    public void setRequestProperty(String key, String value) {
        if (!key.equalsIgnoreCase("Accept-Encoding")) {
            connection.setRequestProperty(key, value);
        }
    }

    @Override
    public void setInstanceFollowRedirects(boolean follow) {
        connection.setInstanceFollowRedirects(false);
    }

    @Override
    public void configure(KeyManager[] keys, TrustManager[] trusted, SecureRandom random) {
        throw new IllegalStateException("certificates are always checked");
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {
        throw new IllegalStateException("the name in a certificate is always checked");
    }

    @Override
    public URL getURL() {
        return connection.getURL();
    }

    @Override
    public String getResponseMessage() throws IOException {
        return Text.shown(String.valueOf(connection.getResponseMessage()));
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return connection.getHeaderFields();
    }

    @Override
    public List<String> getHeaderFields(String name) {
        return connection.getHeaderFields().getOrDefault(name, List.of());
    }

    @Override
    public String getHeaderField(String name) {
        return connection.getHeaderField(name);
    }

    @Override
    public void setRequestMethod(String method) throws ProtocolException {
        connection.setRequestMethod(method);
    }

    @Override
    public String getRequestMethod() {
        return connection.getRequestMethod();
    }

    @Override
    public void setUseCaches(boolean use) {
        connection.setUseCaches(false);
    }

    /** Set from what is left of the time. */
    @Override
    public void setConnectTimeout(int milliseconds) {}

    /** Set from what is left of the time. */
    @Override
    public void setReadTimeout(int milliseconds) {}

    @Override
    public String getContentType() {
        return connection.getContentType();
    }

    @Override
    public int getContentLength() {
        return connection.getContentLength();
    }

    @Override
    public void setDoOutput(boolean output) {
        connection.setDoOutput(output);
    }

    @Override
    public void setFixedLengthStreamingMode(int length) {
        connection.setFixedLengthStreamingMode(length);
    }

    @Override
    public void setChunkedStreamingMode(int length) {
        connection.setChunkedStreamingMode(length);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connection.getOutputStream();
    }

    @Override
    public boolean usingProxy() {
        return connection.usingProxy();
    }

    @Override
    public void connect() throws IOException {
        connection.connect();
    }
}
