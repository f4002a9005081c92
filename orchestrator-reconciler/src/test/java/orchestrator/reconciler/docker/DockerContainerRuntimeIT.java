package orchestrator.reconciler.docker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import orchestrator.core.model.Resources;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRequest.EnvironmentVariable;
import orchestrator.reconciler.runtime.ContainerRequest.VolumeMount;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntimeContract;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import orchestrator.reconciler.testhosts.BusyboxImage;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RequiresDocker
@Timeout(120)
class DockerContainerRuntimeIT extends ContainerRuntimeContract {
    private static final String IMAGE = "orch-test/busybox:contract";
    private static ExecutorService threads;
    private static DockerContainerRuntime runtime;
    private static ContainerRuntime.Following listening;

    @BeforeAll
    static void open() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        runtime = new DockerContainerRuntime(Optional.empty(), threads);
        // as an agent does: what was seen is remembered until something is heard
        listening = runtime.events(() -> {});
        BusyboxImage.importInto(engine(), IMAGE, "VOLUME /nameless");
    }

    @AfterAll
    static void close() {
        HostCommand.run("docker", "rmi", "-f", IMAGE);
        listening.close();
        runtime.close();
        threads.close();
    }

    private static String engine() {
        return Optional.ofNullable(System.getenv("DOCKER_HOST"))
                .orElse("unix:///var/run/docker.sock");
    }

    @AfterEach
    void removeWhatThisTestMade() {
        String ours = "label=orch.cluster=" + cluster;
        remove(List.of("docker", "rm", "-f", "-v"), HostCommand.run("docker", "ps", "-aq",
                "--filter", ours));
        remove(List.of("docker", "volume", "rm"), HostCommand.run("docker", "volume", "ls", "-q",
                "--filter", ours));
    }

    private static void remove(List<String> command, String names) {
        if (!names.isBlank()) {
            List<String> all = new ArrayList<>(command);
            all.addAll(Arrays.asList(names.strip().split("\\s+")));
            HostCommand.run(Duration.ofSeconds(60), all);
        }
    }

    @Override
    protected ContainerRuntime runtime() {
        return runtime;
    }

    @Override
    protected String image() {
        return IMAGE;
    }

    @Override
    protected int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    @Override
    protected void until(BooleanSupplier condition) {
        await().atMost(20, SECONDS).pollInterval(Duration.ofMillis(50))
                .until(condition::getAsBoolean);
    }

    @Test
    void the_engine_gets_every_fence_and_never_restarts_by_itself() {
        ContainerRequest plain = request(identity("web-1", 1), List.of("sleep", "600"));
        String id = runtime.create(new ContainerRequest(plain.identity(), plain.image(),
                plain.command(), List.of(new EnvironmentVariable("GREETING", "good morning")),
                List.of(), List.of(new VolumeMount("data", "/data")),
                new Resources(500, 32L << 20), "USR1", GRACE));

        assertThat(inspect(id, "{{or .HostConfig.RestartPolicy.Name \"no\"}} {{.HostConfig.Memory}}"
                + " {{.HostConfig.CpuShares}} {{.HostConfig.SecurityOpt}} {{.Config.StopSignal}}"
                + " {{index .HostConfig.LogConfig.Config \"max-size\"}} {{.Name}}"
                + " {{index .Config.Env 0}}"))
                .isEqualTo("no 33554432 512 [no-new-privileges] USR1 10m /orch.shop.web-1.1-1."
                        + cluster.value().substring(0, 8) + " GREETING=good morning");
        assertThat(inspect(id, "{{range .Mounts}}{{.Destination}}={{.Name}} {{end}}"))
                .contains("/data=orch." + cluster.value().substring(0, 8)
                        + ".core-01.shop.web-1.data");
    }

    private static String inspect(String id, String format) {
        return HostCommand.run("docker", "inspect", "--format", format, id).strip();
    }

    @Test
    void nameless_volumes_of_an_image_go_with_the_container_and_named_ones_stay() {
        ContainerRequest plain = request(identity("web-1", 1), List.of("sleep", "600"));
        String id = runtime.create(new ContainerRequest(plain.identity(), plain.image(),
                plain.command(), List.of(), List.of(), List.of(new VolumeMount("data", "/data")),
                Resources.NONE, "TERM", GRACE));
        String nameless = inspect(id, "{{range .Mounts}}{{if eq .Destination \"/nameless\"}}"
                + "{{.Name}}{{end}}{{end}}");
        assertThat(nameless).isNotBlank();
        runtime.remove(id);

        assertThat(HostCommand.run("docker", "volume", "ls", "-q")).doesNotContain(nameless)
                .contains(".core-01.shop.web-1.data");
    }

    @Test
    void a_container_over_its_memory_limit_says_so() {
        // asks for too much when it is told to, and ends a moment later: an engine that has not
        // begun to listen, or hears of the end before it hears of the memory, never learns why
        ContainerRequest plain = request(identity("web-1", 1), List.of("sh", "-c",
                "trap 'dd if=/dev/zero of=/dev/null bs=64M count=1; sleep 2; exit 1' HUP;"
                        + " echo ready; while true; do sleep 0.1; done"));
        String id = runtime.create(new ContainerRequest(plain.identity(), plain.image(),
                plain.command(), List.of(), List.of(), List.of(), new Resources(0, 8L << 20),
                "TERM", GRACE));
        runtime.start(id);
        until(() -> runtime.lastOutput(id, 5).contains("ready"));
        runtime.signal(id, "HUP");

        until(() -> runtime.list(cluster, node).getFirst().outOfMemory());
    }

    @Test
    void what_does_not_heed_the_signal_is_killed_after_its_grace() {
        String id = runtime.create(request(identity("web-1", 1), List.of("sleep", "600")));
        runtime.start(id);

        runtime.stop(id, "TERM", GRACE);

        assertThat(runtime.list(cluster, node).getFirst().exitCode()).isEqualTo(137);
    }

    @Test
    void a_signal_reaches_the_first_process() {
        String id = runtime.create(request(identity("web-1", 1), List.of("sh", "-c",
                "trap 'echo reloaded' HUP; while true; do sleep 0.1; done")));
        runtime.start(id);

        until(() -> {
            runtime.signal(id, "HUP");
            return runtime.lastOutput(id, 5).contains("reloaded");
        });
        runtime.signal(id, "KILL");
    }

    @Test
    void a_command_that_does_not_end_in_time_is_a_failure_and_is_ended() {
        String id = runtime.create(request(identity("web-1", 1), List.of("sleep", "600")));
        runtime.start(id);

        assertThatThrownBy(() -> runtime.run(id, List.of("sleep", "30"), Duration.ofMillis(300)))
                .isInstanceOf(ContainerRuntimeException.class)
                .hasMessage("sleep did not end within 300 ms");
        until(() -> !runtime.run(id, List.of("ps"), TIMEOUT).output().contains("sleep 30"));
    }

    @Test
    void an_image_is_found_with_and_without_its_tag() {
        HostCommand.run("docker", "tag", IMAGE, "orch-test-tag:latest");
        try {
            assertThat(runtime.hasImage("orch-test-tag")).isTrue();
            assertThat(runtime.hasImage("orch-test-tag:latest")).isTrue();
            assertThat(runtime.hasImage("orch-test-tag:other")).isFalse();
        } finally {
            HostCommand.run("docker", "rmi", "orch-test-tag:latest");
        }
    }

    @Test
    void a_pull_from_where_no_registry_answers_says_so() {
        assertThatThrownBy(() -> runtime.pull("127.0.0.1:" + freePort() + "/nothing", (_, _) -> {}))
                .isInstanceOfSatisfying(ContainerRuntimeException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.PULL_FAILED))
                .hasMessageStartingWith("no registry answers for 127.0.0.1:")
                .hasMessageContaining("connection refused");
    }

    @Test
    void knows_the_address_at_which_containers_reach_this_machine() {
        String id = runtime.create(request(identity("web-1", 1), List.of("sleep", "600")));
        runtime.start(id);

        assertThat(runtime.bridgeGateway())
                .isEqualTo(inspect(id, "{{.NetworkSettings.Networks.bridge.Gateway}}"));
    }

    @Test
    void an_engine_that_is_not_there_does_not_answer() {
        try (DockerContainerRuntime nobody = new DockerContainerRuntime(
                Optional.of("unix:///nonexistent/docker.sock"), threads)) {
            assertThatThrownBy(nobody::facts)
                    .isInstanceOf(ContainerRuntimeUnavailableException.class)
                    .hasMessageStartingWith("the container engine does not answer");
        }
    }

    @Test
    void an_engine_that_accepts_and_stays_silent_is_given_up_at_the_deadline(@TempDir Path dir)
            throws IOException {
        Path socket = dir.resolve("docker.sock");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                DockerContainerRuntime runtime = new DockerContainerRuntime(
                        Optional.of("unix://" + socket), threads, Duration.ofSeconds(3))) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> runtime.list(cluster, node))
                    .isInstanceOf(ContainerRuntimeUnavailableException.class)
                    .hasMessage("the container engine did not answer within 3s:"
                            + " cannot list containers");
        }
    }
}
