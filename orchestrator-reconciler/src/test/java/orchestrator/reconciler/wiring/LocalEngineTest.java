package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEngineTest {
    @TempDir
    Path directory;

    private Map<String, String> environment(Path socket) {
        return Map.of("DOCKER_HOST", "unix://" + socket);
    }

    @Test
    void accepts_an_engine_that_listens() throws IOException {
        Path socket = directory.resolve("engine.sock");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            assertThat(LocalEngine.find(environment(socket))).isEqualTo("unix://" + socket);
        }
    }

    @Test
    void says_how_to_install_one_and_how_to_do_without() {
        Path socket = directory.resolve("none.sock");
        assertThatThrownBy(() -> LocalEngine.find(environment(socket)))
                .isInstanceOf(StartFailedException.class)
                .hasMessage(String.join("\n", "no Docker Engine here: there is no " + socket,
                        "  to install it  apt install docker.io (Debian, Ubuntu)",
                        "                 https://docs.docker.com/engine/install",
                        "  without one    orch up --simulate (containers are only pretended)"));
    }

    @Test
    void says_how_to_start_one_that_does_not_listen() throws IOException {
        Path socket = Files.createFile(directory.resolve("dead.sock"));
        assertThatThrownBy(() -> LocalEngine.find(environment(socket)))
                .hasMessageStartingWith("the Docker Engine does not answer at " + socket)
                .hasMessageContaining("\n  to start it    systemctl start docker")
                .hasMessageContaining("\n  without one    orch up --simulate");
    }

    @Test
    void refuses_an_engine_of_another_machine() {
        assertThatThrownBy(() -> LocalEngine.find(Map.of("DOCKER_HOST", "tcp://10.0.0.9:2376")))
                .hasMessageContaining("not tcp://10.0.0.9:2376 (DOCKER_HOST)")
                .hasMessageContaining("beside each engine orch agent");
    }
}
