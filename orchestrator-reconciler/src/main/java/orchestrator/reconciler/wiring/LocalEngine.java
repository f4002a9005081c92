package orchestrator.reconciler.wiring;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The Docker Engine of this machine, asked only whether it is there: that takes a moment and loads
 * no client.
 */
final class LocalEngine {
    private static final String DEFAULT = "unix:///var/run/docker.sock";
    private static final String WITHOUT = "\n  without one    orch up --simulate"
            + " (containers are only pretended)";

    private LocalEngine() {}

    /**
     * The engine that {@code orch up} uses, as in {@code DOCKER_HOST}.
     *
     * @throws StartFailedException when nothing answers there, naming what to do
     */
    static String find(Map<String, String> environment) {
        String named = environment.getOrDefault("DOCKER_HOST", "");
        String host = named.isBlank() ? DEFAULT : named;
        if (!host.startsWith("unix://")) {
            throw new StartFailedException("orch up needs an engine on this machine, not "
                    + host + " (DOCKER_HOST)\n  on servers     orch server, and beside each"
                    + " engine orch agent" + WITHOUT);
        }
        connect(Path.of(host.substring("unix://".length())));
        return host;
    }

    private static void connect(Path socket) {
        if (!Files.exists(socket)) {
            throw new StartFailedException("no Docker Engine here: there is no " + socket
                    + "\n  to install it  apt install docker.io (Debian, Ubuntu)"
                    + "\n                 https://docs.docker.com/engine/install" + WITHOUT);
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new StartFailedException(refusal(socket, String.valueOf(e.getMessage())), e);
        }
    }

    private static String refusal(Path socket, String cause) {
        return cause.contains("denied")
                ? "you may not use the Docker Engine at " + socket
                        + "\n  to be allowed  sudo usermod -aG docker $USER, then log in again"
                        + WITHOUT
                : "the Docker Engine does not answer at " + socket
                        + "\n  to start it    systemctl start docker (or: service docker start)"
                        + WITHOUT;
    }
}
