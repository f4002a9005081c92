package orchestrator.reconciler.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import orchestrator.reconciler.runtime.NetworkProbe.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SystemNetworkProbeTest {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration SOON = Duration.ofMillis(300);
    private final SystemNetworkProbe probe = new SystemNetworkProbe();

    private Answer answered(String response) throws IOException {
        try (ServerSocket listener = listener()) {
            Thread.ofVirtual().start(() -> answer(listener, response));
            return probe.http(LOOPBACK, listener.getLocalPort(), "/health", SOON);
        }
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getByName(LOOPBACK));
    }

    /** Closes only when the asker does: a server may keep a connection open. */
    private static void answer(ServerSocket listener, String response) {
        try (Socket socket = listener.accept()) {
            socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the asker is gone
        }
    }

    @Test
    void passes_on_200_to_399_and_shows_the_number() throws IOException {
        assertThat(answered("HTTP/1.1 200 OK\r\n\r\n")).isEqualTo(new Answer(true, "200"));
        assertThat(answered("HTTP/1.0 302 Found\r\n\r\n")).isEqualTo(new Answer(true, "302"));
        assertThat(answered("HTTP/1.1 500\r\n\r\n")).isEqualTo(new Answer(false, "500"));
        assertThat(answered("HTTP/1.1 404 Not Found\r\n\r\n")).isEqualTo(new Answer(false, "404"));
    }

    @Test
    void does_not_wait_longer_than_the_timeout() throws IOException {
        assertThat(answered("HTTP/1.1 200")).isEqualTo(new Answer(false, "no answer within 300ms"));
        assertThat(answered("")).isEqualTo(new Answer(false, "no answer within 300ms"));
    }

    @Test
    void says_when_it_is_not_http() throws IOException {
        assertThat(answered("220 mail.example.com\r\n")).isEqualTo(new Answer(false, "no HTTP"));
    }

    @Test
    void says_connection_refused_where_nobody_listens() throws IOException {
        int port;
        try (ServerSocket listener = listener()) {
            port = listener.getLocalPort();
            assertThat(probe.tcp(LOOPBACK, port, SOON)).isEqualTo(new Answer(true, "connected"));
        }
        Answer refused = new Answer(false, "connection refused");
        assertThat(probe.tcp(LOOPBACK, port, SOON)).isEqualTo(refused);
        assertThat(probe.http(LOOPBACK, port, "/", SOON)).isEqualTo(refused);
    }
}
