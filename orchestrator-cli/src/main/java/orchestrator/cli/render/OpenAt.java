package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.Check;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.NodeRecord;

/** Where a person can open what an instance publishes; nowhere where it is only pretended. */
final class OpenAt {
    private OpenAt() {}

    /** One address per published port: {@code http://localhost:8080}, {@code localhost:11211}. */
    static List<String> of(ContainerSpec spec, NodeRecord node) {
        List<String> addresses = new ArrayList<>();
        if (node.simulated()) {
            return addresses;
        }
        for (ContainerSpec.Port port : spec.ports()) {
            port.published().ifPresent(published -> addresses.add(
                    address(scheme(spec, port), host(node.publishAddress()), published)));
        }
        return addresses;
    }

    private static String address(String scheme, String host, int port) {
        boolean usual = scheme.equals("http://") && port == 80
                || scheme.equals("https://") && port == 443;
        return scheme + host + (usual ? "" : ":" + port);
    }

    private static String host(String address) {
        return address.equals("127.0.0.1") ? "localhost" : address;
    }

    /** A browser opens only what speaks its language; a cache on 11211 gets no {@code http://}. */
    private static String scheme(ContainerSpec spec, ContainerSpec.Port port) {
        if (port.name().startsWith("https") || port.containerPort() == 443) {
            return "https://";
        }
        boolean checkedByHttp = spec.check().map(Check::probe)
                .filter(probe -> probe instanceof Check.Probe.Http(var path, var checked)
                        && checked.equals(port.name()))
                .isPresent();
        boolean web = port.name().startsWith("http") || port.name().startsWith("web")
                || port.containerPort() == 80;
        return web || checkedByHttp ? "http://" : "";
    }
}
