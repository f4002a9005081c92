package orchestrator.reconciler.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SpecHash;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.simulated.SimulatedContainerRuntime;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LogServerTest {
    private static final ClusterId CLUSTER = new ClusterId(
            "5d3a8f10-0000-4000-8000-000000000001");
    private static final NodeName NODE = new NodeName("core-01");
    private static final InstanceId WEB = InstanceId.parse(new ProjectName("shop"),
            "lamp-1/web-1");

    private final SimulatedContainerRuntime engine = new SimulatedContainerRuntime(
            new SimulatedTimeline(1), _ -> {}, 4, 8_000_000_000L);
    private final ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();
    private final RequestSigner signer = new RequestSigner(new byte[32]);
    private final LogServer server = new LogServer(
            new ContainerOutput(engine, () -> Optional.of(CLUSTER), NODE), signer,
            InstantSource.system(), jobs);
    private NodeRecord node;
    private String container;

    @BeforeEach
    void start() {
        int port = server.start("127.0.0.1", 0);
        node = new NodeRecord(NODE, Resources.NONE, new TreeMap<>(), "127.0.0.1", "127.0.0.1",
                "127.0.0.1:" + port, 20_000, 20_999, "boot", "test", true);
        engine.hands().loadImage("web:1");
        container = engine.create(new ContainerRequest(new ContainerIdentity(CLUSTER, NODE, WEB,
                new Incarnation(1, 1), new SpecHash("00"), 1), "web:1", List.of(), List.of(),
                List.of(), List.of(), Resources.NONE, "TERM", Duration.ofSeconds(1)));
        engine.start(container);
        engine.hands().say(container, "one");
        engine.hands().say(container, "two");
    }

    @AfterEach
    void stop() {
        server.close();
        jobs.shutdownNow();
    }

    private LogClient client(RequestSigner with) {
        return new LogClient(with, InstantSource.system(), () -> UUID.randomUUID().toString());
    }

    @Test
    void gives_the_last_lines() {
        List<String> lines = new ArrayList<>();

        client(signer).read(node, new LogRequest(WEB, 2, false), lines::add, () -> false);

        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void follows_until_the_container_ends() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Future<?> reader = jobs.submit(() -> client(signer).read(node,
                new LogRequest(WEB, 1, true), lines::add, () -> false));
        Awaitility.await().until(() -> lines.contains("two"));

        engine.hands().say(container, "three \u001b[31m ü");
        Awaitility.await().until(() -> lines.contains("three \u001b[31m ü"));
        engine.hands().exit(container, 0);

        reader.get(10, TimeUnit.SECONDS);
        assertThat(lines).containsExactly("two", "three \u001b[31m ü");
    }

    @Test
    void a_reader_that_has_enough_leaves_also_while_the_container_is_silent() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Future<?> reader = jobs.submit(() -> client(signer).read(node,
                new LogRequest(WEB, 1, true), _ -> {}, enough::get));

        enough.set(true);

        reader.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_node_that_does_not_know_its_cluster_yet_says_so() {
        try (LogServer early = new LogServer(
                new ContainerOutput(engine, Optional::empty, NODE), signer,
                InstantSource.system(), jobs)) {
            int port = early.start("127.0.0.1", 0);
            NodeRecord there = new NodeRecord(NODE, Resources.NONE, new TreeMap<>(), "127.0.0.1",
                    "127.0.0.1", "127.0.0.1:" + port, 20_000, 20_999, "boot", "test", true);

            assertThatThrownBy(() -> client(signer).read(there, new LogRequest(WEB, 2, false),
                    _ -> {}, () -> false)).isInstanceOf(LogsUnavailableException.class)
                    .hasMessageContaining("has not read yet which cluster it belongs to");
        }
    }

    @Test
    void another_key_reads_nothing() {
        byte[] other = new byte[32];
        other[5] = 1;
        List<String> lines = new ArrayList<>();

        assertThatThrownBy(() -> client(new RequestSigner(other)).read(node,
                new LogRequest(WEB, 2, false), lines::add, () -> false))
                .isInstanceOf(LogsUnavailableException.class)
                .hasMessageContaining("not signed with the key of this cluster");
        assertThat(lines).isEmpty();
    }

    @Test
    void without_a_signature_nothing_is_told_not_even_what_exists() throws IOException {
        for (String target : List.of("/", "/v1/logs", "/v1/logs?project=shop&instance=web-1",
                "/v1/logs?x=%0a")) {
            HttpURLConnection connection = (HttpURLConnection) URI
                    .create("http://" + node.logsAddress() + target).toURL().openConnection();
            assertThat(connection.getResponseCode()).isEqualTo(403);
        }
    }

    @Test
    void says_that_an_instance_is_not_there() {
        InstanceId other = InstanceId.parse(new ProjectName("shop"), "web-9");

        assertThatThrownBy(() -> client(signer).read(node, new LogRequest(other, 2, false),
                _ -> {}, () -> false))
                .isInstanceOf(LogsUnavailableException.class)
                .hasMessage("core-01: web-9 has no container on this node that ever ran");
    }

    @Test
    void says_that_an_agent_does_not_answer() {
        server.close();

        assertThatThrownBy(() -> client(signer).read(node, new LogRequest(WEB, 2, false),
                _ -> {}, () -> false))
                .isInstanceOf(LogsUnavailableException.class)
                .hasMessageContaining("the agent of core-01 at 127.0.0.1:")
                .hasMessageContaining("does not answer");
    }

    @Test
    void reads_the_newest_that_runs_of_several() {
        String next = engine.create(new ContainerRequest(new ContainerIdentity(CLUSTER, NODE, WEB,
                new Incarnation(1, 2), new SpecHash("00"), 2), "web:1", List.of(), List.of(),
                List.of(), List.of(), Resources.NONE, "TERM", Duration.ofSeconds(1)));
        engine.start(next);
        engine.hands().say(next, "newer");
        List<String> lines = new ArrayList<>();

        client(signer).read(node, new LogRequest(WEB, 1, false), lines::add, () -> false);

        assertThat(lines).containsExactly("newer");
    }

    @Test
    void more_lines_than_are_kept_cannot_be_asked_for() {
        assertThatThrownBy(() -> new LogRequest(WEB, 100_001, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
