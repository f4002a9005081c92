package orchestrator.cli.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small containers on three real engines: what needs no database. */
@RequiresDocker(andRoot = true)
@Timeout(1200)
class HelloOnThreeEnginesIT {
    private static final Duration MOMENT = Duration.ofSeconds(120);

    @Test
    void a_cluster_keeps_what_was_asked_for() throws Exception {
        Steps steps = new Steps("HelloOnThreeEnginesIT");
        HostCommand.run(Duration.ofMinutes(10), List.of(
                TestCluster.project("stacks/images").toString(), "hello", "memcached"));
        try (TestCluster cluster = steps.step("three engines, three ZooKeepers, two servers, three"
                + " agents",
                () -> TestCluster.start("orch-example/hello:1",
                        "orch-example/memcached:1"))) {
            Story story = new Story(cluster, new Screens(cluster));
            try {
                steps.step("apply hello: three spread over three nodes", story::applyHello);
                steps.step("a killed container is made anew, the others stay",
                        story::killContainer);
                steps.step("memcached: no two on one node", story::applyMemcached);
                steps.step("a fourth waits, and why names each node", story::fourthWaits);
                steps.step("the leader and an agent are killed: nothing restarts",
                        story::killLeaderAndAgent);
                steps.step("a host is lost: hello moves, memcached waits", story::loseHost);
            } catch (Throwable e) {
                cluster.printLogs();
                throw e;
            }
        } finally {
            steps.print();
        }
    }

    private record Story(TestCluster cluster, Screens screens) {
        void applyHello() {
            cluster.orchDoes(MOMENT, "apply", "-f",
                    TestCluster.project("stacks/hello/hello.yml").toString(), "--yes");
            screens.awaitReady("hello", 3, MOMENT);
            assertThat(running("hello").spread()).isEqualTo(Map.of(1, 1L, 2, 1L, 3, 1L));
        }

        void killContainer() {
            Containers before = running("hello");
            Containers.Container killed = before.get("web-2");
            cluster.host(killed.host()).docker("kill", killed.id());
            await().atMost(90, SECONDS).until(() -> {
                Containers now = running("hello");
                return now.running().containsKey("web-2") && !now.get("web-2").equals(killed);
            });
            screens.awaitReady("hello", 3, MOMENT);
            Containers after = running("hello");
            assertThat(after.get("web-1")).isEqualTo(before.get("web-1"));
            assertThat(after.get("web-3")).isEqualTo(before.get("web-3"));
        }

        void applyMemcached() {
            cluster.orchDoes(MOMENT, "apply", "-f",
                    TestCluster.project("stacks/memcached/memcached.yml").toString(), "--yes");
            screens.awaitReady("cache", 3, MOMENT);
            assertThat(running("cache").spread()).isEqualTo(Map.of(1, 1L, 2, 1L, 3, 1L));
            for (TestHost host : cluster.hosts().hosts()) {
                String said = cluster.hosts().asClient(Duration.ofSeconds(5), List.of("bash", "-c",
                        "exec 3<>/dev/tcp/" + host.address() + "/11211; "
                                + "printf 'version\\r\\nquit\\r\\n' >&3; cat <&3"))
                        .output();
                assertThat(said).startsWith("VERSION ");
            }
        }

        void fourthWaits() throws IOException {
            Path file = cluster.hosts().directory().resolve("four/memcached.yml");
            TestCluster.write(file, Files
                    .readString(TestCluster.project("stacks/memcached/memcached.yml"))
                    .replace("memcached: 3", "memcached: 4"));
            Containers before = running("cache");
            HostCommand.Result applied = cluster.run("apply", "-f", file.toString(), "--yes",
                    "--timeout", "5s");
            assertThat(applied.exitCode()).as(applied.output()).isIn(0, 1, 4);
            screens.await("cache", MOMENT, rows -> rows.stream()
                    .anyMatch(row -> row.name().equals("memcached-4")
                            && row.state().equals("waiting")));
            String why = cluster.orchDoes(MOMENT, "why", "-p", "cache", "memcached-4");
            assertThat(why).contains("memcached-4 is waiting")
                    .containsPattern("node-1 .*memcached-")
                    .containsPattern("node-2 .*memcached-")
                    .containsPattern("node-3 .*memcached-");
            assertThat(running("cache")).isEqualTo(before);
        }

        void killLeaderAndAgent() throws IOException {
            Containers hello = running("hello");
            Containers cache = running("cache");
            int leader = cluster.leader();
            cluster.server(leader).kill();
            cluster.agent(2).kill();
            cluster.startAgent(2);
            scaleHello(4);
            screens.awaitReady("hello", 4, MOMENT);
            assertThat(cluster.leader()).isNotEqualTo(leader);
            scaleHello(3);
            screens.awaitReady("hello", 3, MOMENT);
            await().atMost(90, SECONDS).until(() -> running("hello").running().size() == 3);
            cluster.startServer(leader);
            assertThat(running("hello")).isEqualTo(hello);
            assertThat(running("cache")).isEqualTo(cache);
        }

        private void scaleHello(int count) throws IOException {
            Path file = cluster.hosts().directory().resolve("scaled/hello.yml");
            TestCluster.write(file, Files
                    .readString(TestCluster.project("stacks/hello/hello.yml"))
                    .replace("web: 3", "web: " + count));
            cluster.orchDoes(MOMENT, "apply", "-f", file.toString(), "--yes");
        }

        void loseHost() {
            Containers before = running("hello");
            cluster.host(3).kill();
            screens.await("hello", MOMENT, rows -> rows.size() == 3 && rows.stream()
                    .allMatch(row -> row.state().equals("ready") && !row.node().equals("node-3")));
            assertThat(running("hello").running()).hasSize(3)
                    .containsAllEntriesOf(before.notOn(3).running());
            screens.await("cache", MOMENT, rows -> rows.stream()
                    .filter(row -> row.state().equals("ready"))
                    .count() == 2);
        }

        private Containers running(String project) {
            return Containers.of(project, cluster.hosts().living());
        }
    }
}
