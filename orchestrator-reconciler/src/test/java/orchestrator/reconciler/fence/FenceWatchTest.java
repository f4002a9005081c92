package orchestrator.reconciler.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import orchestrator.reconciler.fence.FenceFile.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FenceWatchTest {
    private static final String BOOT = "boot-1";
    private static final String GROUP = "/sys/fs/cgroup/pids/orch_lease_c0ffee00_core_01";
    private static final Duration DEADLINE = Duration.ofSeconds(100);

    private final Listed processes = new Listed();
    private final FenceWatch watch = new FenceWatch(processes, BOOT,
            List.of(GROUP)::containsAll);

    /** Writes down what is done to two processes. */
    private static final class Listed implements Processes {
        private final List<Long> alive = new ArrayList<>(List.of(7L, 8L));
        private final List<String> deeds = new ArrayList<>();

        @Override
        public int count(List<String> groups) {
            return groups.isEmpty() ? 0 : alive.size();
        }

        @Override
        public List<Long> firsts(List<String> groups) {
            return alive.stream().limit(1).toList();
        }

        @Override
        public void ask(long process) {
            deeds.add("ask " + process);
        }

        @Override
        public void killAll(List<String> groups) {
            deeds.add("kill " + alive);
            alive.clear();
        }

        @Override
        public void close(List<String> groups, boolean closed) {
            if (deeds.isEmpty() || !deeds.getLast().equals("closed " + closed)) {
                deeds.add("closed " + closed);
            }
        }

        @Override
        public void remove(List<String> groups) {
            deeds.add("remove");
        }

        @Override
        public String trouble() {
            return "";
        }

        private List<String> done() {
            List<String> all = List.copyOf(deeds);
            deeds.clear();
            return all;
        }
    }

    private static Content permission(Duration deadline, boolean needed) {
        return new Content.Whole(
                new Permission(BOOT, deadline, needed, List.of(GROUP)).toLines());
    }

    private List<String> at(double seconds, Content content) {
        watch.look(content, Duration.ofMillis(Math.round(seconds * 1000))).orElseThrow();
        return processes.done();
    }

    private List<String> at(double seconds) {
        return at(seconds, permission(DEADLINE, true));
    }

    @Test
    void asks_five_seconds_before_the_end_and_kills_two_seconds_before_it() {
        assertThat(at(94.9)).containsExactly("closed false");
        assertThat(at(95)).containsExactly("ask 7");
        assertThat(at(96)).isEmpty();
        assertThat(at(97.9)).isEmpty();
        assertThat(at(98)).containsExactly("closed true", "kill [7, 8]");
    }

    @Test
    void kills_whatever_comes_up_later_until_the_lease_is_held_again() {
        at(98);
        processes.alive.add(9L);
        assertThat(at(150)).containsExactly("closed true", "kill [9]");
        processes.alive.add(10L);

        assertThat(at(151, permission(Duration.ofSeconds(170), true)))
                .containsExactly("closed false");
        assertThat(at(165, permission(Duration.ofSeconds(170), true)))
                .containsExactly("ask 10");
    }

    @Test
    void a_permission_that_is_torn_or_gone_or_of_another_boot_changes_nothing() {
        at(90);
        assertThat(at(91, new Content.Torn())).isEmpty();
        assertThat(at(92, new Content.Missing())).isEmpty();
        assertThat(at(93, new Content.Whole(new Permission("boot-2", Duration.ofSeconds(900), true,
                List.of(GROUP)).toLines()))).isEmpty();
        assertThat(at(94, new Content.Whole(List.of("not", "a permission")))).isEmpty();

        assertThat(at(98, new Content.Torn())).contains("kill [7, 8]");
    }

    @Test
    void a_permission_that_names_other_groups_than_its_own_is_refused() {
        at(90);
        Content other = new Content.Whole(new Permission(BOOT, Duration.ofSeconds(91), true,
                List.of(GROUP, "/sys/fs/cgroup/pids/system.slice")).toLines());

        assertThat(at(91, other)).isEmpty();
        assertThat(Cgroups.areOf("orch_lease_x", List.of("/orch_lease_x"))).isFalse();
        assertThat(Cgroups.areOf("orch_lease_x", List.of("/proc/orch_lease_x"))).isFalse();
    }

    @Test
    void what_goes_on_is_said_ever_more_seldom() {
        SeldomSaid said = new SeldomSaid();
        long times = LongStream.range(0, 864_000).filter(tenth -> said.isDue(
                Duration.ofMillis(100 * tenth))).count();

        assertThat(times).isBetween(10L, 20L);
        said.over();
        assertThat(said.isDue(Duration.ofDays(1))).isTrue();
    }

    @Test
    void a_directory_of_the_fencer_that_is_only_a_link_is_not_used(@TempDir Path parent)
            throws IOException {
        Path own = FencePaths.own(parent);
        assertThat(own).isDirectory();
        Files.delete(own);
        Files.createSymbolicLink(own, parent);

        assertThatThrownBy(() -> FencePaths.own(parent))
                .isInstanceOf(UncheckedIOException.class).hasMessageContaining("our own");
    }

    @Test
    void without_any_permission_nothing_may_run() {
        assertThat(at(10, new Content.Torn())).containsExactly("closed true");
        assertThat(at(11, permission(Duration.ofSeconds(5), true))).contains("kill [7, 8]");
    }

    @Test
    void ends_when_it_is_not_needed_any_more_and_when_it_is_abandoned() {
        at(90);
        assertThat(watch.look(permission(Duration.ZERO, false), Duration.ofSeconds(91)))
                .isEqualTo(Optional.empty());
        assertThat(processes.done()).containsExactly("remove");

        FenceWatch other = new FenceWatch(processes, BOOT,
                List.of(GROUP)::containsAll);
        other.look(permission(DEADLINE, true), Duration.ofSeconds(90));
        other.look(permission(DEADLINE, true), Duration.ofSeconds(98));
        assertThat(other.look(permission(DEADLINE, true), Duration.ofSeconds(690))).isPresent();
        assertThat(other.look(permission(DEADLINE, true), Duration.ofSeconds(699))).isEmpty();
    }

    @Test
    void tells_what_it_obeys_and_sees() {
        Heartbeat beat = watch.look(permission(DEADLINE, true), Duration.ofSeconds(50))
                .orElseThrow();

        assertThat(Heartbeat.parse(beat.toLines())).contains(beat);
        assertThat(beat).isEqualTo(new Heartbeat(BOOT, Duration.ofSeconds(50), DEADLINE, 2, ""));
    }
}
