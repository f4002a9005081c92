package orchestrator.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code orch doctor} as a person starts it. */
class DoctorIT {
    private static final int WIDTH = 80;

    @TempDir
    private Path home;

    @Test
    void says_what_is_wrong_before_and_after_there_is_a_cluster() {
        Orch orch = new Orch(home).with("DOCKER_HOST", "unix://" + home.resolve("none.sock"));
        Orch.Result before = orch.run("doctor");
        assertThat(before.exitCode()).as(before.out() + before.err()).isEqualTo(1);
        assertThat(before.out()).contains("THIS MACHINE", "without a Docker Engine no container",
                "orch up (a cluster on this machine)");

        orch.run("up", "--simulate", "--nodes", "2").ok();
        try {
            Orch.Result with = orch.run("doctor").ok();
            assertThat(with.out()).contains("ENSEMBLE  of orch up", "1 of 1 server serves",
                    "local leads", "2 of 2 nodes are there", "one process on this machine",
                    "Nothing is wrong");
            assertThat(Stream.of(before, with).flatMap(each -> each.out().lines()))
                    .allMatch(line -> line.length() <= WIDTH);
            assertThat(orch.run("doctor", "-o", "json").ok().out())
                    .startsWith("{\"schema\":\"orch.doctor/1\"")
                    .contains("\"code\":\"one-machine\"");
        } finally {
            orch.run("down", "--yes");
        }
        assertThat(orch.run("doctor").out()).contains("the cluster of this machine does not run");
    }
}
