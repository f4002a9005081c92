package orchestrator.reconciler.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookServerTest {
    private static final byte[] PUSH = PushPlace.payload("github-push");

    @TempDir
    private Path directory;
    private final ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> sockets = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private PushPlace place;
    private WebhookServer server;
    private int port;

    @BeforeEach
    void start() {
        place = new PushPlace(directory);
        server = new WebhookServer(place.pushes, place::now, jobs);
        port = server.start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        client.close();
        server.close();
        jobs.shutdownNow();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder push(String path, byte[] body) {
        HttpRequest.Builder request = to(path).POST(BodyPublishers.ofByteArray(body));
        PushPlace.headers("github", "push", body).forEach(request::header);
        return request;
    }

    /** The head of a push, and as much of its body as is given. */
    private Socket begin(long announced, byte[] part) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        sockets.add(socket);
        socket.setSoTimeout(10_000);
        String head = "POST /git/shop HTTP/1.1\r\nHost: x\r\nContent-Length: " + announced
                + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        socket.getOutputStream().write(part);
        return socket;
    }

    @Test
    void a_push_becomes_an_order() throws Exception {
        HttpResponse<String> answer = send(push("/git/shop", PUSH));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("the cluster looks at it now\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains(
                "text/plain; charset=utf-8");
        assertThat(place.orders()).isEqualTo(1);
    }

    @Test
    void an_unknown_project_and_a_wrong_signature_are_answered_alike() throws Exception {
        HttpRequest.Builder wrong = to("/git/shop").POST(BodyPublishers.ofByteArray(PUSH))
                .header("X-Hub-Signature-256", "sha256=00");
        List<HttpResponse<String>> answers = List.of(send(push("/git/unknown", PUSH)), send(wrong),
                send(to("/git/shop").POST(BodyPublishers.noBody())),
                send(push("/git/Not-A-Name", PUSH)), send(push("/git/../git/shop", PUSH)),
                send(push("/", PUSH)), send(push("/git/shop/", PUSH)));

        for (HttpResponse<String> answer : answers) {
            Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
            headers.remove("date");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(Answer.UNKNOWN.text() + "\n");
            assertThat(headers).containsOnlyKeys("content-type", "content-length", "connection",
                    "x-content-type-options");
        }
        assertThat(place.orders()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/git/shop", "/git/unknown", "/favicon.ico"})
    void getting_helps_in_one_line_and_tells_of_no_project(String path) throws Exception {
        HttpResponse<String> answer = send(to(path).GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("orch hears of pushes here").hasLineCount(1);
        assertThat(send(to(path).HEAD()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"})
    void other_methods_do_nothing(String method) throws Exception {
        HttpRequest.Builder request = to("/git/shop").method(method,
                BodyPublishers.ofByteArray(PUSH));
        PushPlace.headers("github", "push", PUSH).forEach(request::header);

        HttpResponse<String> answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, POST");
        assertThat(place.orders()).isZero();
    }

    @Test
    void the_longest_body_is_taken_and_one_more_byte_is_not() throws Exception {
        String start = "{\"ref\":\"refs/heads/main\",\"pad\":[\"";
        String longest = start + "x".repeat(Bodies.LONGEST - start.length() - 3) + "\"]}";

        assertThat(send(push("/git/shop", longest.getBytes(UTF_8))).statusCode()).isEqualTo(202);
        byte[] more = (longest + " ").getBytes(UTF_8);
        assertThat(send(push("/git/shop", more)).statusCode()).isEqualTo(413);
        HttpRequest.Builder unannounced = to("/git/shop").POST(BodyPublishers.fromPublisher(
                BodyPublishers.ofByteArray(more)));
        assertThat(send(unannounced).statusCode()).isEqualTo(413);
    }

    @Test
    void ten_megabytes_are_not_received() throws Exception {
        Socket socket = begin(10_000_000, new byte[0]);

        byte[] answer = socket.getInputStream().readNBytes(12);

        assertThat(new String(answer, US_ASCII)).isEqualTo("HTTP/1.1 413");
    }

    @Test
    void a_body_that_is_too_long_may_be_sent_to_its_end_all_the_same() throws Exception {
        Socket socket = begin(Bodies.LONGEST + 1, new byte[0]);
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readNBytes(12), US_ASCII)).isEqualTo("HTTP/1.1 413");

        socket.getOutputStream().write(new byte[Bodies.LONGEST + 1]);

        assertThat(new String(in.readAllBytes(), US_ASCII))
                .endsWith(Answer.TOO_LARGE.text() + "\n");
    }

    @Test
    void who_sends_slowly_stops_nobody_and_is_cut_off_when_there_are_many() throws Exception {
        Socket first = begin(1000, new byte[10]);
        for (int i = 0; i < 3 * Bodies.MOST; i++) {
            begin(1000, new byte[10]);
        }

        assertThat(send(push("/git/shop", PUSH)).statusCode()).isEqualTo(202);
        assertThat(first.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void connections_that_say_nothing_or_half_a_request_stop_nobody() throws Exception {
        for (int i = 0; i < 200; i++) {
            Socket socket = new Socket("127.0.0.1", port);
            sockets.add(socket);
            socket.getOutputStream().write("POST /git/sh".substring(0, i % 12).getBytes(US_ASCII));
        }

        assertThat(send(push("/git/shop", PUSH)).statusCode()).isEqualTo(202);
    }

    @Test
    void a_flood_from_one_address_is_bounded_and_passes() throws Exception {
        int refused = 0;
        for (int i = 0; i < 320; i++) {
            int status = send(to("/git/shop").POST(BodyPublishers.noBody())).statusCode();
            assertThat(status).isIn(404, 429);
            refused += status == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(20);

        place.pass(Duration.ofSeconds(1));
        assertThat(send(push("/git/shop", PUSH)).statusCode()).isEqualTo(202);
    }

    @Test
    void a_store_that_does_not_answer_is_said_so() throws Exception {
        place.store.setUnavailable(true);

        assertThat(send(push("/git/shop", PUSH)).statusCode()).isEqualTo(503);
    }
}
