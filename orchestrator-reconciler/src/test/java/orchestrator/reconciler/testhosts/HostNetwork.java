package orchestrator.reconciler.testhosts;

import java.time.Duration;
import java.util.List;

/**
 * A switch in a network namespace of its own, and one namespace with one cable for each host. Nothing
 * of it is in the machine's own network: a container engine there drops what is bridged.
 */
final class HostNetwork {
    private static final String SUBNET = "10.88.7.";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int RETRIES = 5;

    private final String set;

    /** @param set short name that every namespace begins with */
    HostNetwork(String set) {
        this.set = set;
    }

    static String address(int host) {
        return SUBNET + host;
    }

    String namespace(int host) {
        return set + "-h" + host;
    }

    /** Where {@code nsenter --net=} finds the namespace of a host. */
    String namespacePath(int host) {
        return "/run/netns/" + namespace(host);
    }

    private String hub() {
        return set + "-hub";
    }

    void up() {
        ip("netns", "add", hub());
        ip("-n", hub(), "link", "set", "lo", "up");
        ip("-n", hub(), "link", "add", "br0", "type", "bridge", "forward_delay", "0");
        ip("-n", hub(), "link", "set", "br0", "up");
    }

    /** Gives a host its namespace, cable and address. */
    void plug(int host) {
        ip("netns", "add", namespace(host));
        ip("-n", namespace(host), "link", "set", "lo", "up");
        ip("-n", hub(), "link", "add", port(host), "type", "veth", "peer", "name", "eth0", "netns",
                namespace(host));
        ip("-n", hub(), "link", "set", port(host), "master", "br0", "up");
        ip("-n", namespace(host), "addr", "add", address(host) + "/24", "dev", "eth0");
        ip("-n", namespace(host), "link", "set", "eth0", "up");
        // As docs/reliability.md asks for: or what was cut off is heard again very late.
        ip("netns", "exec", namespace(host), "sh", "-c",
                "echo " + RETRIES + " > /proc/sys/net/ipv4/tcp_retries2");
    }

    /** Pulls a host's cable: others see silence, not closed connections. */
    void cut(int host) {
        ip("-n", hub(), "link", "set", port(host), "down");
    }

    /** Plugs it in again. */
    void mend(int host) {
        ip("-n", hub(), "link", "set", port(host), "up");
    }

    /** Gives a host that died its network anew; what was set in its namespace is gone. */
    void replug(int host) {
        ip("-n", hub(), "link", "delete", port(host));
        ip("netns", "delete", namespace(host));
        plug(host);
    }

    private static String port(int host) {
        return "p" + host;
    }

    /** Removes every namespace whose name begins with {@code prefix}; what is gone is no fault. */
    static void remove(String prefix) {
        HostCommand.attempt(LIMIT, List.of("ip", "netns", "list"))
                .output()
                .lines()
                .map(line -> line.split(" ")[0])
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> HostCommand.attempt(LIMIT,
                        List.of("ip", "netns", "delete", name)));
    }

    private static void ip(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        HostCommand.run(command);
    }
}
