package orchestrator.reconciler.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.reconciler.runtime.ContainerRequest.PortBinding;
import orchestrator.reconciler.runtime.ContainerRequest.VolumeMount;
import orchestrator.reconciler.runtime.ContainerRuntime.RenderedFile;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import org.junit.jupiter.api.Test;

/** What every container engine must do. Each adapter's test extends this. */
public abstract class ContainerRuntimeContract {
    protected static final Duration GRACE = Duration.ofSeconds(1);
    protected static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Of this run alone: nothing of an earlier one is seen. */
    protected final ClusterId cluster = new ClusterId(UUID.randomUUID().toString());
    protected final NodeName node = new NodeName("core-01");

    /** An engine on which {@link #image} is present. */
    protected abstract ContainerRuntime runtime();

    /** An image that has {@code sleep}, {@code echo}, {@code cat} and {@code false}. */
    protected abstract String image();

    /** A free port of {@link #address}. */
    protected abstract int freePort();

    protected String address() {
        return "127.0.0.1";
    }

    /** Waits for what the engine does by itself. */
    protected abstract void until(BooleanSupplier condition);

    protected ContainerIdentity identity(String address, int number) {
        InstanceId instance = InstanceId.parse(new ProjectName("shop"), address);
        return new ContainerIdentity(cluster, node, instance, new Incarnation(1, number),
                new SpecHash("00112233445566778899aabbccddeeff"), 7);
    }

    protected ContainerRequest request(ContainerIdentity identity, List<String> command) {
        return new ContainerRequest(identity, image(), command, List.of(), List.of(), List.of(),
                Resources.NONE, "TERM", GRACE);
    }

    private ContainerRequest sleeper(String address) {
        return request(identity(address, 1), List.of("sleep", "600"));
    }

    private ObservedContainer only() {
        assertThat(runtime().list(cluster, node)).hasSize(1);
        return runtime().list(cluster, node).getFirst();
    }

    private String started(ContainerRequest request) {
        String id = runtime().create(request);
        runtime().start(id);
        return id;
    }

    @Test
    void tells_what_the_machine_has() {
        assertThat(runtime().facts().cpus()).isPositive();
        assertThat(runtime().facts().memoryBytes()).isPositive();
    }

    @Test
    void a_container_is_created_then_runs_then_ends_then_is_gone() {
        ContainerIdentity identity = identity("web-1", 1);
        String id = runtime().create(request(identity, List.of("sleep", "600")));
        assertThat(only().state()).isEqualTo(State.CREATED);
        assertThat(only().startedAt()).isEqualTo(Instant.EPOCH);

        runtime().start(id);
        assertThat(only().state()).isEqualTo(State.RUNNING);
        assertThat(only().id()).isEqualTo(id);
        assertThat(only().identity()).isEqualTo(identity);

        runtime().stop(id, "TERM", GRACE);
        assertThat(only().state()).isEqualTo(State.EXITED);

        runtime().remove(id);
        assertThat(runtime().list(cluster, node)).isEmpty();
    }

    @Test
    void starting_what_runs_and_ending_what_has_ended_do_nothing() {
        String id = started(sleeper("web-1"));
        Instant startedAt = only().startedAt();

        runtime().start(id);
        assertThat(only().startedAt()).isEqualTo(startedAt);

        runtime().stop(id, "TERM", GRACE);
        runtime().stop(id, "TERM", GRACE);
        runtime().remove(id);
        runtime().remove(id);
        runtime().stop(id, "TERM", GRACE);
    }

    @Test
    void whatever_signal_stops_it_a_container_has_ended_after_its_grace() {
        String id = started(sleeper("web-1"));

        runtime().stop(id, "WINCH", Duration.ofSeconds(1));

        assertThat(only().state()).isEqualTo(State.EXITED);
    }

    @Test
    void a_name_belongs_to_one_container() {
        runtime().create(sleeper("web-1"));

        assertThatThrownBy(() -> runtime().create(sleeper("web-1")))
                .isInstanceOfSatisfying(ContainerRuntimeException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.NAME_TAKEN));
        runtime().create(request(identity("web-1", 2), List.of("sleep", "600")));
        assertThat(runtime().list(cluster, node)).hasSize(2);
    }

    @Test
    void lists_only_the_containers_of_its_cluster_and_node() {
        runtime().create(sleeper("web-1"));

        assertThat(runtime().list(cluster, new NodeName("core-02"))).isEmpty();
        assertThat(runtime().list(new ClusterId(UUID.randomUUID().toString()), node))
                .isEmpty();
    }

    @Test
    void a_container_that_ends_by_itself_stays_with_its_exit_code_and_output() {
        started(request(identity("web-1", 1), List.of("false")));
        until(() -> only().state() == State.EXITED);
        assertThat(only().exitCode()).isEqualTo(1);
        assertThat(only().outOfMemory()).isFalse();
        runtime().remove(only().id());

        String id = started(request(identity("web-1", 1), List.of("echo", "good", "morning")));
        until(() -> only().state() == State.EXITED);
        assertThat(only().exitCode()).isZero();
        assertThat(runtime().lastOutput(id, 1)).containsExactly("good morning");
    }

    @Test
    void a_running_container_is_not_removed() {
        String id = started(sleeper("web-1"));

        assertThatThrownBy(() -> runtime().remove(id))
                .isInstanceOf(ContainerRuntimeException.class);
        assertThat(only().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void an_image_that_is_not_there_is_named_when_a_container_is_made() {
        ContainerRequest missing = new ContainerRequest(identity("web-1", 1),
                "orch-test/missing:no-such-tag", List.of("true"), List.of(), List.of(), List.of(),
                Resources.NONE, "TERM", GRACE);

        assertThat(runtime().hasImage(image())).isTrue();
        assertThat(runtime().hasImage(missing.image())).isFalse();
        assertThatThrownBy(() -> runtime().create(missing))
                .isInstanceOfSatisfying(ContainerRuntimeException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.IMAGE_MISSING));
    }

    @Test
    void files_are_there_before_the_start_and_can_be_written_while_it_runs() {
        String id = runtime().create(sleeper("web-1"));
        runtime().copyInto(id, List.of(file("/etc/orch/a.conf", "one")));
        runtime().start(id);
        assertThat(runtime().run(id, List.of("cat", "/etc/orch/a.conf"), TIMEOUT).output())
                .isEqualTo("one");

        runtime().copyInto(id, List.of(file("/etc/orch/a.conf", "two")));
        assertThat(runtime().run(id, List.of("cat", "/etc/orch/a.conf"), TIMEOUT).output())
                .isEqualTo("two");
    }

    private static RenderedFile file(String path, String text) {
        return new RenderedFile(path, text.getBytes(StandardCharsets.UTF_8), 0644);
    }

    @Test
    void a_command_inside_tells_how_it_ended() {
        String id = started(sleeper("web-1"));

        assertThat(runtime().run(id, List.of("false"), TIMEOUT).exitCode()).isEqualTo(1);
        assertThat(runtime().run(id, List.of("echo", "hello"), TIMEOUT).output())
                .isEqualTo("hello\n");
        assertThat(runtime().run(id, List.of("no-such-command"), TIMEOUT).exitCode())
                .isNotZero();
    }

    @Test
    void a_port_of_the_node_belongs_to_one_running_container() {
        int port = freePort();
        String first = started(withPort("web-1", port));
        String second = runtime().create(withPort("web-2", port));

        assertThatThrownBy(() -> runtime().start(second))
                .isInstanceOfSatisfying(ContainerRuntimeException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.PORT_TAKEN));
        runtime().stop(first, "TERM", GRACE);
        runtime().start(second);
    }

    private ContainerRequest withPort(String address, int port) {
        ContainerRequest plain = sleeper(address);
        return new ContainerRequest(plain.identity(), plain.image(), plain.command(),
                plain.environment(), List.of(new PortBinding(address(), port, 80)),
                plain.volumes(), plain.resources(), plain.stopSignal(), plain.stopGrace());
    }

    @Test
    void a_volume_stays_when_its_container_is_gone() {
        ContainerRequest plain = sleeper("db-1");
        String id = runtime().create(new ContainerRequest(plain.identity(), plain.image(),
                plain.command(), plain.environment(), plain.ports(),
                List.of(new VolumeMount("data", "/data")), plain.resources(), plain.stopSignal(),
                plain.stopGrace()));
        runtime().remove(id);

        assertThat(runtime().volumes(cluster, node))
                .containsExactly(new VolumeId(plain.identity().instance(), "data"));
        assertThat(runtime().volumes(cluster, new NodeName("core-02"))).isEmpty();
    }

    @Test
    void calls_back_when_a_container_changes() {
        AtomicInteger calls = new AtomicInteger();
        ContainerRuntime.Following events = runtime().events(calls::incrementAndGet);

        started(sleeper("web-1"));

        until(() -> calls.get() > 0);
        events.close();
    }

    @Test
    void follows_output_until_the_container_ends() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean ended = new AtomicBoolean();
        String id = started(request(identity("web-1", 1), List.of("echo", "hello")));

        ContainerRuntime.Following following = runtime().follow(id, 10, lines::add,
                () -> ended.set(true));

        until(ended::get);
        assertThat(lines).contains("hello");
        following.close();
    }

    @Test
    void what_is_asked_of_a_container_that_is_gone_is_refused_by_name() {
        String id = runtime().create(sleeper("web-1"));
        runtime().remove(id);

        assertThatThrownBy(() -> runtime().start(id))
                .isInstanceOfSatisfying(ContainerRuntimeException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_CONTAINER));
    }
}
