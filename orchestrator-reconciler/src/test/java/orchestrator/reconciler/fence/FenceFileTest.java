package orchestrator.reconciler.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.runtime.LeaseGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FenceFileTest {
    @TempDir
    Path directory;

    @Test
    void is_read_whole_or_known_to_be_torn_at_any_length() throws IOException {
        Path file = directory.resolve("file");
        List<String> lines = new Permission("b0-0b", Duration.ofMillis(123_456), true,
                List.of("/a", "/b")).toLines();
        FenceFile.write(file, lines);
        assertThat(FenceFile.read(file)).isEqualTo(new FenceFile.Content.Whole(lines));
        byte[] all = Files.readAllBytes(file);

        for (int length = 0; length < all.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(all, length));
            assertThat(FenceFile.read(file)).isEqualTo(new FenceFile.Content.Torn());
        }
        Files.delete(file);
        assertThat(FenceFile.read(file)).isEqualTo(new FenceFile.Content.Missing());
    }

    @Test
    void the_clock_is_read_to_the_hundredth() {
        assertThat(BootClock.parse("12876.09 10865.93\n"))
                .isEqualTo(Duration.ofMillis(12_876_090));
        assertThat(BootClock.parse("5.90 0.00\n")).isEqualTo(Duration.ofMillis(5_900));
    }

    @Test
    void groups_are_looked_for_in_every_tree() {
        assertThat(Cgroups.roots(Stream.of("cgroup /sys/fs/cgroup/pids cgroup rw,pids 0 0",
                "proc /proc proc rw 0 0", "cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0")))
                .containsExactly("/sys/fs/cgroup/pids", "/sys/fs/cgroup/unified");
        assertThat(new LeaseGroup(new ClusterId("c0ffee00-0000"), new NodeName("core-01")).name())
                .isEqualTo("orch_lease_c0ffee00_core_01");
    }
}
