package orchestrator.reconciler.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import orchestrator.reconciler.runtime.NetworkProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class HttpNetworkProbeTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final HttpNetworkProbe probe = new HttpNetworkProbe(System::nanoTime);
    private final ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getByName(HOST));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        jobs.shutdownNow();
    }

    /** Answers one connection with the text, then keeps it open. */
    private void serve(String text, Duration betweenBytes) {
        jobs.submit(() -> {
            try (Socket socket = server.accept()) {
                for (byte next : text.getBytes(StandardCharsets.US_ASCII)) {
                    socket.getOutputStream().write(next);
                    TimeUnit.NANOSECONDS.sleep(betweenBytes.toNanos());
                }
                socket.getInputStream().readAllBytes();
            }
            return null;
        });
    }

    private NetworkProbe.Answer http(Duration timeout) {
        return probe.http(HOST, server.getLocalPort(), "/health", timeout);
    }

    @ParameterizedTest
    @CsvSource({"200,true", "204,true", "301,true", "399,true", "400,false", "404,false",
            "500,false", "199,false"})
    void passes_from_200_to_399(int status, boolean passes) {
        serve("HTTP/1.1 " + status + " Whatever\r\n", Duration.ZERO);

        assertThat(http(TIMEOUT))
                .isEqualTo(new NetworkProbe.Answer(passes, Integer.toString(status)));
    }

    @Test
    void what_does_not_speak_http_fails() {
        serve("SSH-2.0-OpenSSH\r\n", Duration.ZERO);

        assertThat(http(TIMEOUT)).isEqualTo(new NetworkProbe.Answer(false, "not HTTP"));
    }

    @Test
    void silence_ends_at_the_timeout() {
        serve("", Duration.ZERO);

        assertThat(http(SHORT)).isEqualTo(new NetworkProbe.Answer(false, "no answer in 300ms"));
    }

    @Test
    void an_answer_that_drips_ends_at_the_timeout_too() {
        serve("HTTP/1.1 200 OK and so on and on and on", Duration.ofMillis(100));

        assertThat(http(SHORT).passed()).isFalse();
    }

    @Test
    void a_connection_that_is_accepted_passes_tcp() {
        assertThat(probe.tcp(HOST, server.getLocalPort(), TIMEOUT).passed()).isTrue();
    }

    @Test
    void a_closed_port_is_refused() throws IOException {
        int port = server.getLocalPort();
        server.close();

        assertThat(probe.tcp(HOST, port, TIMEOUT).text()).isEqualTo("connection refused");
        assertThat(probe.http(HOST, port, "/", TIMEOUT).text()).isEqualTo("connection refused");
    }
}
