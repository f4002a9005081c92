package orchestrator.reconciler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.reconciler.doctor.MachineFacts.ControlGroups;
import orchestrator.reconciler.doctor.MachineFacts.Memory;
import orchestrator.reconciler.doctor.MachineFacts.Range;
import orchestrator.reconciler.doctor.MachineFacts.Rights;
import orchestrator.reconciler.doctor.Seen;
import orchestrator.reconciler.runtime.MachineMarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFilesTest {
    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void reads_what_the_kernel_tells() throws IOException {
        write("meminfo", "MemTotal:  2048 kB\nMemFree: 1 kB\nMemAvailable:  1024 kB\n");
        write("self/limits", "Max open files            1024         4096         files\n");
        write("self/status", "Name:\tx\nUid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000020\n");
        write("sys/net/ipv4/ip_local_port_range", "32768\t60999\n");

        ProcessFiles files = new ProcessFiles(folder);

        assertThat(files.memory()).isEqualTo(Seen.of(new Memory(1 << 20, 2 << 20)));
        assertThat(files.fileLimit()).isEqualTo(Seen.of(1024L));
        assertThat(files.rights()).isEqualTo(Seen.of(new Rights(false, true)));
        assertThat(files.temporaryPorts()).isEqualTo(Seen.of(new Range(32_768, 60_999)));
    }

    @Test
    void a_machine_is_told_from_its_clone_by_any_mark_of_which_none_stayed() throws IOException {
        write("etc/machine-id", "4711\n");
        write("sys/class/net/eth0/address", "02:00\n");
        write("sys/class/net/eth0/addr_assign_type", "0\n");
        write("sys/class/net/eth0/device/vendor", "x\n");
        write("sys/class/net/br0/address", "02:99\n");
        write("sys/class/net/br0/addr_assign_type", "0\n");
        MachineMarks marks = MachineMarkFiles.read(folder);

        assertThat(marks.text()).isEqualTo("card 02:00\nmachine 4711\n");
        assertThat(MachineMarks.parse(marks.text())).contains(marks);
        assertThat(marks.differFrom(marks)).isFalse();
        assertThat(marks.differFrom(MachineMarks.NONE)).isFalse();
        assertThat(MachineMarks.parse("card 02:01\nmachine 4711").orElseThrow()
                .differFrom(marks)).isTrue();
        assertThat(MachineMarks.parse("board 1\ncard 02:00 02:01").orElseThrow()
                .differFrom(marks)).isFalse();
    }

    @Test
    void says_what_it_cannot_read() throws IOException {
        write("meminfo", "something else\n");

        ProcessFiles files = new ProcessFiles(folder);

        assertThat(files.memory().why()).contains("meminfo says nothing of it");
        assertThat(files.rights().why()).contains("status cannot be read");
        assertThat(new Listeners(folder).ports().why()).contains("tcp cannot be read");
        assertThat(ControlGroupMounts.read(folder.resolve("mounts")).why()).contains("mounts");
    }

    @Test
    void tells_the_two_kinds_of_control_groups_apart() throws IOException {
        Files.createDirectories(folder.resolve("one"));
        write("one/cgroup.controllers", "cpu memory pids\n");
        write("v2", "cgroup2 " + folder.resolve("one") + " cgroup2 rw,nosuid 0 0\n");
        write("v1", "cgroup " + folder.resolve("one") + " cgroup rw,nosuid,pids 0 0\n"
                + "cgroup2 /nowhere cgroup2 rw 0 0\n");
        write("read-only", "cgroup2 " + folder.resolve("one") + " cgroup2 ro,nosuid 0 0\n");
        write("none", "tmpfs /tmp tmpfs rw 0 0\n");

        assertThat(groups("v2")).isEqualTo(Seen.of(new ControlGroups(2, true, true)));
        assertThat(groups("v1")).isEqualTo(Seen.of(new ControlGroups(1, true, true)));
        assertThat(groups("read-only")).isEqualTo(Seen.of(new ControlGroups(2, true, false)));
        assertThat(groups("none").why()).isEqualTo("no control groups are mounted here");
    }

    private Seen<ControlGroups> groups(String name) {
        return ControlGroupMounts.read(folder.resolve(name));
    }

    @Test
    void finds_who_listens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<Integer, Optional<Listeners.Owner>> ports = new Listeners(Path.of("/proc")).ports()
                    .known().orElseThrow();

            assertThat(ports.get(socket.getLocalPort()).orElseThrow().process())
                    .isEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void tells_places_on_one_disk_as_one() {
        List<Seen<orchestrator.reconciler.doctor.MachineFacts.Disk>> disks = Disks.of(List.of(
                new Disks.Place("images", folder, false),
                new Disks.Place("records", folder.resolve("not/there/yet"), true)));

        assertThat(disks).hasSize(1);
        assertThat(disks.getFirst().known().orElseThrow().uses()).isEqualTo("images and records");
        assertThat(disks.getFirst().known().orElseThrow().free()).isPositive();
    }

    @Test
    void the_kernel_says_whether_its_clock_is_kept_right() {
        assertThat(KernelClock.isSynchronised().known()).isPresent();
    }

    @Test
    void an_engine_that_is_not_there_is_told_from_one_that_is_closed() throws IOException {
        write("socket", "");

        assertThat(EngineSocket.state(folder.resolve("nothing")))
                .isEqualTo(EngineSocket.State.ABSENT);
        assertThat(EngineSocket.state(folder.resolve("socket")))
                .isEqualTo(EngineSocket.State.CLOSED);
    }
}
