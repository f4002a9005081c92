package orchestrator.reconciler.docker;

import com.github.dockerjava.api.model.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Reads the default network of an engine. */
final class BridgeNetwork {
    private BridgeNetwork() {}

    /**
     * The machine's own address in it.
     *
     * @throws IllegalStateException when the network has no address range
     */
    static String gateway(Network network) {
        List<Network.Ipam.Config> ranges = Optional.ofNullable(network.getIpam().getConfig())
                .orElse(List.of());
        for (Network.Ipam.Config range : ranges) {
            if (range.getGateway() != null && !range.getGateway().isBlank()) {
                return range.getGateway();
            }
        }
        // an engine does not always tell the gateway; it is the first address of the range
        return ranges.stream()
                .map(Network.Ipam.Config::getSubnet)
                .filter(subnet -> subnet != null && subnet.indexOf('.') > 0)
                .map(BridgeNetwork::firstAddress)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the engine's default network has no IPv4 range"));
    }

    private static String firstAddress(String subnet) {
        try {
            byte[] address = InetAddress.ofLiteral(subnet.substring(0, subnet.indexOf('/')))
                    .getAddress();
            address[address.length - 1]++;
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not a range of addresses: " + subnet, e);
        }
    }
}
