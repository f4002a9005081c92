package orchestrator.reconciler.forge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitSource.Forge;
import orchestrator.core.model.GitState.Told.Verdict;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretName;
import orchestrator.core.wire.ForeignJson;
import orchestrator.reconciler.git.Announcement;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ForgeAnnouncerTest {
    private static final String SHA = "1a2b3c4d".repeat(5);
    private static final byte[] TOKEN = "forge-token\n".getBytes(UTF_8);

    private final List<String> asked = new ArrayList<>();
    private final List<Map<String, String>> bodies = new ArrayList<>();
    private final ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private int status = 201;
    private byte[] answer = "{}".getBytes(UTF_8);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(jobs);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        jobs.shutdownNow();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Private-token"));
            bodies.add(ForeignJson.texts(exchange.getRequestBody().readAllBytes()));
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void announce(Forge.Kind kind, Verdict verdict, String text) {
        new ForgeAnnouncer(List.of(host())).announce(forge(kind, "alice/shop"), TOKEN,
                announcement(verdict, text));
    }

    private Forge forge(Forge.Kind kind, String name) {
        return new Forge(kind, "http://" + host() + "/api", name, new SecretName("forge"));
    }

    private static Announcement announcement(Verdict verdict, String text) {
        return new Announcement(new ProjectName("shop"), new CommitMark(new CommitId(SHA), "alice",
                "apache 1.6.0", Instant.EPOCH), verdict, text);
    }

    @ParameterizedTest
    @CsvSource({"GITHUB, POST /api/repos/alice/shop/statuses/, Bearer forge-token null",
            "GITEA, POST /api/repos/alice/shop/statuses/, token forge-token null",
            "GITLAB, POST /api/projects/alice%2Fshop/statuses/, null forge-token"})
    void tells_each_in_its_own_way(Forge.Kind kind, String request, String authorization) {
        announce(kind, Verdict.PENDING, "revision 9 is rolled out\nmore");

        assertThat(asked).containsExactly(request + SHA + " " + authorization);
        assertThat(bodies).containsExactly(Map.of("context", "orch/shop", "state", "pending",
                "description", "revision 9 is rolled out"));
    }

    @ParameterizedTest
    @CsvSource({"GITHUB, success, failure, error", "GITEA, success, failure, error",
            "GITLAB, success, failed, failed"})
    void every_verdict_has_a_state_that_the_forge_knows(Forge.Kind kind, String done, String failed,
            String refused) {
        for (Verdict verdict : List.of(Verdict.DONE, Verdict.FAILED, Verdict.REFUSED)) {
            announce(kind, verdict, "x");
        }

        assertThat(bodies).extracting(body -> body.get("state")).containsExactly(done, failed,
                refused);
    }

    @Test
    void what_is_told_is_short_and_printable() {
        announce(Forge.Kind.GITHUB, Verdict.FAILED, "\u001b[31m🙂" + "x".repeat(500));

        assertThat(bodies.getFirst().get("description")).startsWith("[31m🙂xxx").endsWith("x…")
                .satisfies(text -> assertThat(text.codePointCount(0, text.length()))
                        .isEqualTo(140));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | REFUSED     | 127.0.0.1 does not accept the token: orch secret set forge -p shop
            403 | REFUSED     | the token has no right to set the status of a commit of alice/shop
            404 | REFUSED     | 127.0.0.1 has no repository alice/shop with that commit
            422 | REFUSED     | 127.0.0.1 does not take the status of 1a2b3c4: it does not know
            429 | UNREACHABLE | 127.0.0.1 was told too much and asks to wait
            500 | UNREACHABLE | 127.0.0.1 has trouble of its own (it answers 500)
            503 | UNREACHABLE | 127.0.0.1 has trouble of its own (it answers 503)
            302 | REFUSED     | 127.0.0.1 points elsewhere, which is not followed
            400 | REFUSED     | 127.0.0.1 does not take the status of a commit (it answers 400)
            """)
    void every_refusal_is_a_sentence(int refused, Kind kind, String start) {
        status = refused;

        assertThatThrownBy(() -> announce(Forge.Kind.GITHUB, Verdict.DONE, "x"))
                .isInstanceOfSatisfying(RepositoryException.class,
                        e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageStartingWith(start).hasMessageNotContaining("forge-token");
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_state_that_gitlab_has_already_is_as_good() {
        status = 400;
        answer = "{\"message\":\"Cannot transition status via :enqueue from :pending\"}"
                .getBytes(UTF_8);

        announce(Forge.Kind.GITLAB, Verdict.PENDING, "x");

        assertThatThrownBy(() -> announce(Forge.Kind.GITEA, Verdict.PENDING, "x"))
                .isInstanceOf(RepositoryException.class);
    }

    @Test
    void an_endless_answer_is_not_read() {
        answer = new byte[2_000_000];

        assertThatThrownBy(() -> announce(Forge.Kind.GITHUB, Verdict.DONE, "x"))
                .hasMessage("127.0.0.1 does not answer as it should");
    }

    @Test
    void who_does_not_answer_is_waited_for_five_seconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            String api = "http://127.0.0.1:" + silent.getLocalPort();
            Forge forge = new Forge(Forge.Kind.GITEA, api, "a/b", new SecretName("forge"));
            long begun = System.nanoTime();

            assertThatThrownBy(() -> new ForgeAnnouncer(List.of("127.0.0.1")).announce(forge, TOKEN,
                    announcement(Verdict.DONE, "x"))).isInstanceOfSatisfying(
                            RepositoryException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(15));
        }
    }

    @Test
    void an_answer_that_never_ends_is_waited_for_five_seconds() {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> announce(Forge.Kind.GITHUB, Verdict.DONE, "x"))
                .hasMessage("127.0.0.1 does not answer within 5s");
    }

    @ParameterizedTest
    @EnumSource(Forge.Kind.class)
    void nothing_is_asked_that_is_near_and_not_allowed(Forge.Kind kind) {
        assertThatThrownBy(() -> new ForgeAnnouncer(List.of("/srv")).announce(
                forge(kind, "alice/shop"), TOKEN, announcement(Verdict.DONE, "x")))
                .hasMessageContaining("--git-allow 127.0.0.1");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop", "/shop", "alice/", "../shop", "alice/..", "a b/c", "a/b?x",
            "a/b#x", "a/b%2e", "alice/shop\r\nX: y", "a//b"})
    void a_name_that_leads_elsewhere_is_refused(String name) {
        assertThatThrownBy(() -> new ForgeAnnouncer(List.of(host())).announce(
                forge(Forge.Kind.GITHUB, name), TOKEN, announcement(Verdict.DONE, "x")))
                .hasMessageEndingWith("is no name of a repository: it must be OWNER/NAME");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "with\nbreak", "ü"})
    void a_secret_that_is_no_token_is_not_sent(String token) {
        assertThatThrownBy(() -> new ForgeAnnouncer(List.of(host())).announce(
                forge(Forge.Kind.GITLAB, "alice/shop"), token.getBytes(UTF_8),
                announcement(Verdict.DONE, "x")))
                .hasMessage("secret forge is no token of a forge");
        assertThat(asked).isEmpty();
    }
}
