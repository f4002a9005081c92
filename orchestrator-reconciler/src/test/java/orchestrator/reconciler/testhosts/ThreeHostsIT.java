package orchestrator.reconciler.testhosts;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ground that the tests of whole clusters stand on. */
@RequiresDocker(andRoot = true)
@Timeout(180)
class ThreeHostsIT {
    private static final String IMAGE = "orch-test/busybox:hosts";

    @Test
    void hosts_reach_each_others_containers_until_one_is_killed() {
        Path directory;
        try (ThreeHosts hosts = ThreeHosts.start()) {
            directory = hosts.directory();
            BusyboxImage.importInto("unix:///var/run/docker.sock", IMAGE);
            hosts.loadImages(IMAGE);
            TestHost first = hosts.host(1);
            TestHost second = hosts.host(2);
            first.docker("run", "-d", "-p", first.address() + ":20000:80", IMAGE, "sh", "-c",
                    "echo hello >/www/index.html; httpd -f -p 80 -h /www");

            assertThat(fetch(hosts, first)).isEqualTo("hello\n");
            assertThat(second.docker("run", "--rm", IMAGE, "wget", "-qO-", url(first)))
                    .isEqualTo("hello\n");
            assertThat(first.docker("run", "--rm", IMAGE, "wget", "-qO-", url(first)))
                    .isEqualTo("hello\n");

            HostProcess sleeper = first.start("sleeper", List.of("sleep", "600"));
            HostProcess other = second.start("sleeper", List.of("sleep", "600"));
            assertThat(sleeper.isAlive()).isTrue();
            first.kill();
            await().atMost(10, SECONDS).until(() -> !sleeper.isAlive());
            assertThat(other.isAlive()).isTrue();
            assertThat(fetch(hosts, first)).isEmpty();
            assertThat(second.docker("ps", "-q")).isEmpty();
            other.kill();
            assertThat(other.isAlive()).isFalse();
        } finally {
            HostCommand.run("docker", "rmi", "-f", IMAGE);
        }
        assertThat(Files.exists(directory)).isFalse();
        assertThat(HostCommand.run("ip", "netns", "list"))
                .doesNotContain(directory.getFileName().toString());
    }

    private static String url(TestHost host) {
        return "http://" + host.address() + ":20000/";
    }

    private static String fetch(ThreeHosts hosts, TestHost host) {
        return hosts.asClient(Duration.ofSeconds(5), List.of("curl", "-s", "--retry", "3",
                "--retry-connrefused", "--max-time", "3", url(host))).output();
    }
}
