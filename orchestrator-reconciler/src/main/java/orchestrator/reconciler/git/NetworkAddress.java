package orchestrator.reconciler.git;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of machines in a network from those that lead to this one, or to nobody: the one
 * rule for whatever a declaration or a connection makes a server ask.
 */
public final class NetworkAddress {
    /** Where clouds answer whoever asks with the credentials of the machine that asks. */
    private static final List<String> METADATA = List.of("100.100.100.200", "192.0.0.192",
            "fd00:ec2:0:0:0:0:0:254");

    private NetworkAddress() {}

    /**
     * False for this machine, its network segment, many machines at once, nobody, and the services
     * of clouds that hand out credentials; also where such an address is inside one of IPv6. True
     * for private networks: servers of repositories stand there.
     */
    public static boolean isOfANetwork(InetAddress address) {
        if (address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isMulticastAddress() || address.isAnyLocalAddress()
                || METADATA.contains(address.getHostAddress())) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? (bytes[0] & 0xff) != 0 && (bytes[0] & 0xff) < 224
                : isOfANetworkInside(bytes);
    }

    /** Some addresses of the newer kind stand for one of the older kind, which then counts. */
    private static boolean isOfANetworkInside(byte[] bytes) {
        if (isZero(bytes, 0, 10)) {
            return isOfANetwork(inside(bytes, 12));
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return isOfANetwork(inside(bytes, 2));
        }
        boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff
                && (bytes[3] & 0xff) == 0x9b;
        boolean tunnelled = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return !tunnelled && (!translated || isOfANetwork(inside(bytes, 12)));
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress inside(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
