package orchestrator.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code orch up --simulate} as a real process: everything but the containers is the real thing. */
@Timeout(240)
class UpSimulatedIT {
    private static final String HELLO = """
            project: greeting
            services:
              web:
                image: example/hello:1
                ports:
                  http: 8080
                memory: 16MB
            run:
              web: 3
            """;
    private static final int CTRL_C = 3;
    @TempDir
    Path home;
    private Orch orch;

    @BeforeEach
    void prepare() {
        orch = new Orch(home);
    }

    @AfterEach
    void stop() {
        orch.run("down", "--yes");
    }

    @Test
    void comes_up_runs_a_project_and_goes_down() throws IOException {
        assertThat(orch.run("up", "--simulate", "--nodes", "3").ok().out())
                .matches("3 nodes ready in \\d+s \\(simulated: containers are only pretended\\)\n");

        assertThat(orch.run("nodes").ok().out()).contains("node-1", "node-2", "node-3");
        Path file = Files.writeString(home.resolve("hello.yml"), HELLO);
        orch.run("apply", "--file", file.toString(), "--yes").ok();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(orch.run("status").ok().out()).contains("3 of 3 ready")
                        .contains("simulated"));

        assertThat(orch.run("logs", "web-1").ok().out()).contains("example/hello:1 started");
        assertThat(orch.run("up", "--simulate").ok().out()).startsWith("3 nodes are up already");
        assertThat(orch.run("down").ok().out()).isEqualTo(
                "the cluster is down, its data is kept\n");
        assertThat(orch.run("status")).satisfies(status -> {
            assertThat(status.exitCode()).isEqualTo(3);
            assertThat(status.err()).contains("orch up");
        });
    }

    @Test
    void goes_on_with_what_was_applied_after_a_kill_and_grows() throws IOException {
        orch.run("up", "--simulate", "--nodes", "2").ok();
        Path file = Files.writeString(home.resolve("hello.yml"), HELLO);
        orch.run("apply", "--file", file.toString(), "--yes").ok();

        orch.killDaemon();
        assertThat(orch.run("status").exitCode()).isEqualTo(3);

        assertThat(orch.run("up", "--nodes", "4").ok().out()).startsWith("4 nodes ready in ");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(orch.run("status").ok().out()).contains("3 of 3 ready"));
        assertThat(orch.run("up", "--nodes", "3")).satisfies(fewer -> {
            assertThat(fewer.exitCode()).isEqualTo(2);
            assertThat(fewer.err()).contains("cannot shrink to 3");
        });
    }

    @Test
    void leaves_the_live_frame_at_ctrl_c() throws IOException, InterruptedException {
        orch.run("up", "--simulate", "--nodes", "1").ok();
        Path file = Files.writeString(home.resolve("hello.yml"),
                HELLO.replace("16MB", "900GB"));
        orch.run("apply", "--file", file.toString(), "--yes", "--no-wait").ok();

        Path seen = home.resolve("seen.txt");
        Process waiting = orch.startOnTerminal(seen, "wait");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(Files.readString(seen)).contains("Ctrl-C only leaves"));
        waiting.getOutputStream().write(CTRL_C);
        waiting.getOutputStream().flush();

        assertThat(waiting.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.exitValue()).isEqualTo(130);
        assertThat(Files.readString(seen)).contains("Left after", "The cluster goes on.");
    }

    @Test
    void says_what_is_missing_without_an_engine() {
        orch.with("DOCKER_HOST", "unix://" + home.resolve("no.sock"));
        assertThat(orch.run("up")).satisfies(up -> {
            assertThat(up.exitCode()).isEqualTo(3);
            assertThat(up.err()).contains("no Docker Engine here", "apt install docker.io",
                    "orch up --simulate");
        });
    }
}
