package orchestrator.reconciler.forge;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import orchestrator.reconciler.git.NetworkAddress;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;

/**
 * Which forges may be asked: encrypted ones that are not on this machine nor only reached from its
 * network segment, and those that are allowed by name. The JVM connects to what it resolved here, as
 * it keeps a resolved name for longer than a request takes.
 */
final class ForgeAddresses {
    private final List<String> allow;

    /** @param allow {@code host} or {@code host:port}; others of what servers allow are no matter */
    ForgeAddresses(List<String> allow) {
        this.allow = allow.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * The address, when it may be asked.
     *
     * @throws RepositoryException when it may not, or its name is not known
     */
    URI checked(String address) {
        URI uri = parsed(address);
        if (isAllowed(uri)) {
            return uri;
        }
        if (!uri.getScheme().equals("https")) {
            throw refused(uri.getHost() + " is not asked without encryption: use https, or start"
                    + " the servers with --git-allow " + uri.getHost());
        }
        for (InetAddress each : resolved(uri.getHost())) {
            if (!NetworkAddress.isOfANetwork(each)) {
                throw refused(uri.getHost() + " is " + each.getHostAddress() + ", an address of"
                        + " this machine or its segment: start the servers with --git-allow "
                        + uri.getHost() + " if it is meant");
            }
        }
        return uri;
    }

    private static URI parsed(String address) {
        try {
            URI uri = new URI(address);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below, without quoting what may hold a password.
        }
        throw refused("the address of the forge's API is none: it must be https://HOST/PATH");
    }

    private boolean isAllowed(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int usual = uri.getScheme().equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        return allow.contains(host) || allow.contains(host + ":" + port);
    }

    private static InetAddress[] resolved(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new RepositoryException(Kind.UNREACHABLE, "nobody knows a host " + host, e);
        }
    }

    static RepositoryException refused(String message) {
        return new RepositoryException(Kind.REFUSED, message, null);
    }
}
