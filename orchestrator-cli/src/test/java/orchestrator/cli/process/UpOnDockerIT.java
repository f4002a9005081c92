package orchestrator.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.testhosts.BusyboxImage;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code orch up} on the engine of this machine, as the first five minutes of a person go. */
@RequiresDocker
@Timeout(300)
class UpOnDockerIT {
    private static final String IMAGE = "orch-test/busybox:up";
    private static final int PORT = 18473;
    private static final String SHOP = """
            project: shop
            services:
              store:
                image: orch-test/busybox:up
                command: [sh, -c, "echo in stock > /www/index.html; exec httpd -f -p 80 -h /www"]
                memory: 16MB
                ports: {http: 80}
                stop: {signal: KILL}
              front:
                image: orch-test/busybox:up
                command: [sh, -c, "wget -O /www/index.html http://${store.address}/
                  && exec httpd -f -p 80 -h /www"]
                memory: 16MB
                ports: {http: 80}
                publish: {http: 18473}
                after: [store]
                stop: {signal: KILL}
            run:
              store: 1
              front: 3
            """;
    @TempDir
    Path home;
    private Orch orch;

    @BeforeAll
    static void image() {
        BusyboxImage.importInto(engine(), IMAGE);
    }

    @AfterAll
    static void removeImage() {
        HostCommand.attempt(Duration.ofSeconds(30), List.of("docker", "rmi", "-f", IMAGE));
    }

    private static String engine() {
        return Optional.ofNullable(System.getenv("DOCKER_HOST"))
                .orElse("unix:///var/run/docker.sock");
    }

    @BeforeEach
    void prepare() {
        orch = new Orch(home);
    }

    @AfterEach
    void stop() {
        orch.run("down", "--yes");
        List<String> left = containers("{{.ID}}");
        if (!left.isEmpty()) {
            List<String> remove = new ArrayList<>(List.of("docker", "rm", "-f"));
            remove.addAll(left);
            HostCommand.run(Duration.ofSeconds(60), remove);
        }
    }

    @Test
    void runs_a_project_and_keeps_it_running_over_a_kill() throws IOException {
        assertThat(orch.run("up", "--nodes", "3").ok().out()).matches("3 nodes ready in \\d+s\n");
        Path file = Files.writeString(home.resolve("shop.yml"), SHOP);
        orch.run("apply", "--file", file.toString(), "--yes").ok();
        awaitReady();

        // Each node publishes on a loopback address of its own; what is read came from the store
        // through the address that was injected.
        for (int node = 1; node <= 3; node++) {
            assertThat(get("http://127.0.0." + node + ":" + PORT + "/")).isEqualTo("in stock\n");
        }
        assertThat(orch.run("status").ok().out())
                .contains("http://localhost:" + PORT, "http://127.0.0.3:" + PORT);

        List<String> before = startTimes();
        orch.killDaemon();
        assertThat(orch.run("status").exitCode()).isEqualTo(3);
        assertThat(get("http://127.0.0.1:" + PORT + "/")).isEqualTo("in stock\n");
        orch.run("up").ok();
        awaitReady();
        assertThat(startTimes()).as("every container and when it was started").hasSize(4)
                .isEqualTo(before);

        assertThat(orch.run("down")).satisfies(asked -> {
            assertThat(asked.exitCode()).isEqualTo(5);
            assertThat(asked.err()).contains("This stops 4 containers. Their data is kept.");
        });
        assertThat(orch.run("down", "--yes").ok().out()).matches(
                "4 containers stopped in \\d+s; the cluster is down, its data is kept\n");
        assertThat(containers("{{.ID}}")).isEmpty();

        orch.run("up").ok();
        awaitReady();
        assertThat(get("http://127.0.0.2:" + PORT + "/")).isEqualTo("in stock\n");
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(
                () -> assertThat(orch.run("status").ok().out()).contains("4 of 4 ready"));
    }

    private List<String> containers(String format) {
        String listed = HostCommand.run("docker", "ps", "-a", "--no-trunc", "--filter",
                "label=orch.cluster=" + orch.record("cluster"), "--format", format).strip();
        return listed.isEmpty() ? List.of() : Arrays.stream(listed.split("\n")).sorted().toList();
    }

    private List<String> startTimes() {
        List<String> inspect = new ArrayList<>(List.of("docker", "inspect", "--format",
                "{{.Id}} {{.Name}} {{.State.StartedAt}}"));
        inspect.addAll(containers("{{.ID}}"));
        return Arrays.stream(HostCommand.run(Duration.ofSeconds(30), inspect).strip().split("\n"))
                .sorted().toList();
    }

    private static String get(String address) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
