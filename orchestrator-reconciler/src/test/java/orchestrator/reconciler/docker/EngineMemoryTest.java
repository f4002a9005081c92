package orchestrator.reconciler.docker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.ObservedContainer.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A look asks the engine for no more than what may have changed. */
@Timeout(60)
class EngineMemoryTest {
    private static final ClusterId CLUSTER = new ClusterId("c0ffee00-0000-0000-0000-000000000000");
    private static final NodeName NODE = new NodeName("core-01");
    private static final String LONG_AGO = "2030-01-01T00:00:00Z";
    private static final String JUST_NOW = "2030-01-02T00:00:00Z";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger told = new AtomicInteger();
    private CountingEngine engine;
    private DockerContainerRuntime runtime;

    @BeforeEach
    void open() throws IOException {
        engine = new CountingEngine();
        runtime = new DockerContainerRuntime(Optional.of(engine.host()), threads);
        engine.put("a", identity("web-1"), "running", LONG_AGO);
        engine.put("b", identity("web-2"), "running", LONG_AGO);
    }

    @AfterEach
    void close() {
        runtime.close();
        threads.shutdownNow();
        engine.close();
    }

    private static ContainerIdentity identity(String address) {
        return new ContainerIdentity(CLUSTER, NODE,
                InstanceId.parse(new ProjectName("shop"), address), new Incarnation(1, 1),
                new SpecHash("00112233445566778899aabbccddeeff"), 7);
    }

    private void listen() {
        runtime.events(told::incrementAndGet);
        await().atMost(20, SECONDS).until(() -> told.get() > 0);
    }

    private void tell(String action, String id) throws IOException {
        int before = told.get();
        engine.tell(action, id);
        await().atMost(20, SECONDS).until(() -> told.get() > before);
    }

    private List<String> look() {
        engine.asked();
        runtime.list(CLUSTER, NODE);
        return engine.asked();
    }

    @Test
    void everything_is_asked_for_while_nobody_listens() {
        List<String> all = List.of("/containers/json", "/containers/a/json", "/containers/b/json");

        assertThat(look()).isEqualTo(all);
        assertThat(look()).isEqualTo(all);
    }

    @Test
    void of_an_engine_that_tells_nothing_only_a_sign_of_life_is_wanted_but_not_for_ever() {
        listen();
        assertThat(look()).hasSize(3);

        for (int look = 1; look <= 3; look++) {
            assertThat(look()).containsExactly("/_ping");
        }
        assertThat(look()).containsExactly("/containers/json");
        assertThat(look()).containsExactly("/_ping");
    }

    @Test
    void an_engine_that_shows_no_sign_of_life_in_short_is_asked_through_the_library() {
        listen();
        look();
        engine.becomeOld();

        assertThat(look()).containsExactly("/_ping", "/_ping");
    }

    @Test
    void what_something_happened_to_is_looked_at_and_nothing_else() throws IOException {
        listen();
        look();
        engine.put("a", identity("web-1"), "running", JUST_NOW);
        tell("start", "a");

        assertThat(look()).containsExactly("/containers/json", "/containers/a/json");
        assertThat(runtime.list(CLUSTER, NODE)).extracting(each -> each.startedAt().toString())
                .containsExactly(JUST_NOW, LONG_AGO);
    }

    @Test
    void what_the_list_says_otherwise_is_looked_at_though_nothing_was_heard() throws IOException {
        listen();
        look();
        engine.put("a", identity("web-1"), "exited", LONG_AGO);
        tell("create", "of another node");

        assertThat(look()).containsExactly("/containers/json", "/containers/a/json");
        assertThat(runtime.list(CLUSTER, NODE)).extracting(each -> each.state())
                .containsExactly(State.EXITED, State.RUNNING);
    }

    @Test
    void one_that_was_only_made_is_not_waited_for_while_it_starts() throws IOException {
        listen();
        look();
        engine.put("c", identity("web-3"), "created", "0001-01-01T00:00:00Z");
        tell("create", "c");
        assertThat(look()).containsExactly("/containers/json");
        assertThat(runtime.list(CLUSTER, NODE)).extracting(each -> each.state())
                .containsExactly(State.RUNNING, State.RUNNING, State.CREATED);

        engine.put("c", identity("web-3"), "running", JUST_NOW);
        tell("start", "c");
        assertThat(look()).containsExactly("/containers/json", "/containers/c/json");
    }

    @Test
    void one_that_is_being_stopped_runs_until_that_is_over_and_nobody_waits_for_it()
            throws Exception {
        listen();
        look();
        Future<?> stop = threads.submit(
                () -> runtime.stop("a", "TERM", Duration.ofSeconds(30)));
        await().atMost(20, SECONDS).until(() -> engine.asked().contains("/containers/a/wait"));
        engine.put("a", identity("web-1"), "exited", LONG_AGO);
        tell("die", "a");

        assertThat(look()).containsExactly("/containers/json");
        assertThat(runtime.list(CLUSTER, NODE)).extracting(each -> each.state())
                .containsExactly(State.RUNNING, State.RUNNING);

        engine.end();
        stop.get();
        assertThat(look()).containsExactly("/containers/json", "/containers/a/json");
        assertThat(runtime.list(CLUSTER, NODE)).extracting(each -> each.state())
                .containsExactly(State.EXITED, State.RUNNING);
    }

    @Test
    void one_that_is_gone_is_forgotten() throws IOException {
        listen();
        look();
        engine.remove("a");
        tell("destroy", "a");

        assertThat(look()).containsExactly("/containers/json");
        assertThat(runtime.list(CLUSTER, NODE)).extracting(each -> each.id()).containsExactly("b");
    }

    @Test
    void volumes_are_not_asked_for_again_while_nothing_was_made() {
        listen();
        runtime.volumes(CLUSTER, NODE);
        engine.asked();

        runtime.volumes(CLUSTER, NODE);
        assertThat(engine.asked()).isEmpty();
    }
}
