package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.wiring.ClusterFinder.ClusterAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFinderTest {
    @TempDir
    Path home;
    private StateDirectory directory;

    @BeforeEach
    void create() {
        directory = StateDirectory.ofPerson(Map.of("ORCH_HOME", home.toString())).create();
    }

    private ClusterAddress find(Map<String, String> environment) {
        return new ClusterFinder(environment).find(Optional.empty(), Optional.empty());
    }

    private Map<String, String> local() {
        return Map.of("ORCH_HOME", home.toString());
    }

    private static UpRecord running() {
        return new UpRecord(UpRecord.Engine.SIMULATED,
                List.of(new UpRecord.Node(1, new PortRange(20000, 20499)),
                        new UpRecord.Node(2, new PortRange(20500, 20999))),
                Optional.of(new ClusterId("4d1f")),
                Optional.of(new UpRecord.Running(4711, "127.0.0.1:2181", true)), GitOptions.NONE);
    }

    @Test
    void names_both_ways_to_a_cluster_when_there_is_none() {
        assertThatThrownBy(() -> find(local())).isInstanceOf(NoClusterException.class)
                .hasMessage("no cluster is running here: orch up starts one, "
                        + "--zookeeper HOST:PORT names one");
    }

    @Test
    void finds_the_cluster_of_orch_up_without_a_setting() {
        running().write(directory);
        try (DaemonLock _ = DaemonLock.take(directory)) {
            assertThat(find(local())).isEqualTo(new ClusterAddress("127.0.0.1:2181",
                    Optional.of(directory.key()), true));
        }
    }

    @Test
    void does_not_take_a_dead_process_for_a_cluster() {
        running().write(directory);
        DaemonLock.take(directory).close();
        assertThatThrownBy(() -> find(local())).isInstanceOf(NoClusterException.class)
                .hasMessageContaining("orch up starts it again");
    }

    @Test
    void prefers_the_environment_to_orch_up_and_a_flag_to_both() throws IOException {
        running().write(directory);
        Path key = Files.writeString(home.resolve("key"), "k");
        Map<String, String> environment = Map.of("ORCH_HOME", home.toString(), "ORCH_ZOOKEEPER",
                "zk:2181", "ORCH_KEY_FILE", key.toString());
        assertThat(find(environment)).isEqualTo(
                new ClusterAddress("zk:2181", Optional.of(key), false));
        assertThat(new ClusterFinder(environment).find(Optional.of("other:2181"), Optional.empty())
                .zookeeper()).isEqualTo("other:2181");
    }

    @Test
    void refuses_a_key_file_that_cannot_be_read() {
        assertThatThrownBy(() -> find(Map.of("ORCH_ZOOKEEPER", "zk:2181", "ORCH_KEY_FILE",
                home.resolve("nothing").toString()))).isInstanceOf(NoClusterException.class)
                .hasMessageStartingWith("cannot read the key file ");
    }

    @Test
    void reads_back_what_orch_up_wrote_down() {
        running().write(directory);
        assertThat(UpRecord.read(directory)).contains(running());
        UpRecord onDocker = new UpRecord(
                UpRecord.Engine.docker("unix:///var/run/docker.sock"), running().nodes(),
                Optional.empty(), Optional.empty(),
                new GitWish(Optional.of("[::1]:9400"), List.of("/srv/git", "git.local:80"))
                        .over(GitOptions.NONE));
        onDocker.write(directory);
        assertThat(UpRecord.read(directory)).contains(onDocker);
    }

    @Test
    void names_the_file_that_is_damaged() throws IOException {
        Files.writeString(directory.record(), "node.1=nonsense\n");
        assertThatThrownBy(() -> UpRecord.read(directory))
                .isInstanceOf(StartFailedException.class)
                .hasMessageStartingWith(directory.record() + " is damaged");
    }

    @Test
    void lets_one_process_at_a_time_have_the_directory() {
        DaemonLock first = DaemonLock.take(directory);
        assertThatThrownBy(() -> DaemonLock.take(directory))
                .isInstanceOf(StartFailedException.class);
        first.close();
        DaemonLock.take(directory).close();
    }
}
