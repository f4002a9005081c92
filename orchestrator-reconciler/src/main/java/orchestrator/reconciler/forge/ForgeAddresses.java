package orchestrator.reconciler.forge;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;

/**
 * Which forges may be asked: encrypted ones that are not on this machine nor only reached from its
 * network segment, and those that are allowed by name. The JVM connects to what it resolved here, as
 * it keeps a resolved name for longer than a request takes.
 */
final class ForgeAddresses {
    /** Prefixes of IPv6 addresses that end in an IPv4 one: compatible, and by way of NAT64. */
    private static final List<byte[]> TAILS = List.of(new byte[12],
            new byte[]{0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0});
    private static final int IPV4_BYTES = 4;
    private static final int SIX_TO_FOUR = 0x20_02;

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
            if (isNear(each)) {
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

    /** Private networks are not near: git servers stand there. */
    static boolean isNear(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean plain = address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isMulticastAddress() || address.isAnyLocalAddress();
        return plain || (address instanceof Inet6Address
                ? holdsNear(bytes)
                : bytes[0] == 0 || (bytes[0] & 0xff) >= 240);
    }

    private static boolean holdsNear(byte[] bytes) {
        byte[] start = Arrays.copyOf(bytes, bytes.length - IPV4_BYTES);
        if (TAILS.stream().anyMatch(tail -> Arrays.equals(tail, start))) {
            return isNear(embedded(bytes, start.length));
        }
        boolean sixToFour = ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) == SIX_TO_FOUR;
        return sixToFour && isNear(embedded(bytes, 2));
    }

    private static InetAddress embedded(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + IPV4_BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    static RepositoryException refused(String message) {
        return new RepositoryException(Kind.REFUSED, message, null);
    }
}
