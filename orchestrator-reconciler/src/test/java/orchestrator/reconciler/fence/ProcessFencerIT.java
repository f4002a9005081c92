package orchestrator.reconciler.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.LeaseTerms;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.runtime.LeaseGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process of the fencer, and real ones for it to end, in a control group of this test. */
class ProcessFencerIT {
    private static final Path PIDS = Path.of("/sys/fs/cgroup/pids");

    @TempDir
    Path directory;
    private final LeaseGroup group = new LeaseGroup(
            new ClusterId(UUID.randomUUID().toString()), new NodeName("core-01"));
    private final List<Process> started = new ArrayList<>();
    private ProcessFencer fencer;
    private Path container;

    @BeforeEach
    void make_a_group() throws IOException {
        assumeTrue(Files.isWritable(PIDS), "needs a control group of its own");
        container = Files.createDirectories(PIDS.resolve(group.name()).resolve("container"));
        fencer = new ProcessFencer(directory);
    }

    @AfterEach
    void let_go() throws IOException {
        started.forEach(Process::destroyForcibly);
        started.forEach(each -> each.onExit().join());
        if (fencer != null) {
            Files.delete(container);
            fencer.release(group);
            Path heartbeat = FencePaths.of(directory, group).heartbeat();
            await().until(() -> !Files.exists(heartbeat));
            assertThat(container.getParent()).doesNotExist();
        }
    }

    private Process inTheGroup() throws IOException {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        started.add(sleeper);
        Files.writeString(container.resolve("cgroup.procs"), Long.toString(sleeper.pid()));
        return sleeper;
    }

    @Test
    void ends_what_runs_two_seconds_before_the_lease_does_and_what_comes_later()
            throws Exception {
        assertThat(fencer.watch(group).trouble()).isEmpty();
        Duration deadline = fencer.clock().plusSeconds(7);
        fencer.permit(group, deadline);
        Process sleeper = inTheGroup();
        Future<Duration> end = sleeper.onExit().thenApply(_ -> fencer.clock());
        await().until(() -> fencer.watch(group).processes() == 1);
        assertThat(fencer.permitted(group).orElseThrow())
                .isEqualTo(Duration.ofMillis(deadline.toMillis()));

        Duration late = end.get(10, TimeUnit.SECONDS)
                .minus(deadline.minus(LeaseTerms.KILL_BEFORE));
        assertThat(late).isBetween(Duration.ZERO, Duration.ofMillis(900));
        assertThat(sleeper.onExit().join().exitValue()).isEqualTo(128 + 9);
        Process later = inTheGroup();
        await().until(() -> !later.isAlive());
        assertThat(Files.readString(container.getParent().resolve("pids.max"))).startsWith("0");

        fencer.permit(group, fencer.clock().plusSeconds(20));
        assertThat(Files.readString(container.getParent().resolve("pids.max")))
                .startsWith("max");
        assertThat(inTheGroup().isAlive()).isTrue();
    }

    @Test
    void one_that_stands_still_is_noticed_and_one_that_is_gone_begins_again()
            throws IOException, InterruptedException {
        fencer.watch(group);
        Duration deadline = fencer.clock().plusSeconds(60);
        fencer.permit(group, deadline);
        ProcessHandle process = ProcessHandle.current().children()
                .filter(this::isTheFencer)
                .findFirst().orElseThrow();

        signal("STOP", process);
        await().atMost(Duration.ofSeconds(15)).until(() -> fencer.watch(group).trouble()
                .filter(why -> why.contains("does not run")).isPresent());
        process.destroyForcibly();
        assertThat(fencer.watch(group).trouble()).isEmpty();
        assertThat(fencer.permitted(group)).contains(Duration.ofMillis(deadline.toMillis()));
    }

    /** The handle's own information is cut off before the last argument. */
    private boolean isTheFencer(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains(group.name());
        } catch (IOException e) {
            return false;
        }
    }

    private static void signal(String name, ProcessHandle process)
            throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }
}
