package orchestrator.reconciler.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.reconciler.simulation.disk.SimulatedDisk;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest extends DiskContract {
    private final List<Duration> passed = new ArrayList<>();
    private final SimulatedDisk disk = new SimulatedDisk(new Random(1), passed::add);

    @Override
    Disk disk() {
        return disk;
    }

    @Test
    void a_loss_of_power_takes_only_names_that_were_not_synced() throws IOException {
        Set<List<String>> left = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        for (int seed = 0; seed < 50; seed++) {
            SimulatedDisk each = new SimulatedDisk(new Random(seed), passed::add);
            each.write("synced", bytes("1"));
            each.syncNames();
            each.write("first", bytes("2"));
            each.write("second", bytes("3"));
            each.losePower();
            left.add(each.names());
        }

        assertThat(left).containsExactlyInAnyOrder(List.of("synced"),
                List.of("first", "synced"), List.of("first", "second", "synced"));
    }

    @Test
    void who_is_interrupted_in_a_slow_write_leaves_half_a_file() {
        SimulatedDisk slow = new SimulatedDisk(new Random(1), _ -> {
            throw new IllegalStateException("killed");
        });
        slow.slow(Duration.ofSeconds(2));

        assertThatThrownBy(() -> slow.write("a", bytes("a whole sentence")))
                .hasMessage("killed");

        assertThat(slow.image().files().get("a").length).isLessThan(16);
    }

    @Test
    void a_slow_disk_lets_time_pass_in_every_call() throws IOException {
        disk.slow(Duration.ofSeconds(2));
        disk.write("a", bytes("1"));
        disk.read("a");

        assertThat(passed).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Test
    void a_full_disk_takes_nothing_and_a_broken_one_gives_nothing() throws IOException {
        disk.write("a", bytes("1"));
        disk.fill(true);
        assertThatThrownBy(() -> disk.write("b", bytes("2"))).hasMessageContaining("No space");
        assertThat(disk.read("a")).hasValue(bytes("1"));

        disk.breakDown(true);
        assertThatThrownBy(() -> disk.read("a")).isInstanceOf(IOException.class);
        disk.breakDown(false);
        disk.fill(false);
        disk.write("b", bytes("2"));
    }

    @Test
    void an_image_brings_back_how_it_was() throws IOException {
        disk.write("a", bytes("then"));
        SimulatedDisk.Image then = disk.image();
        disk.write("a", bytes("now"));
        disk.write("b", bytes("now"));

        disk.restore(then);
        assertThat(disk.names()).containsExactly("a");
        assertThat(disk.read("a")).hasValue(bytes("then"));

        disk.empty();
        assertThat(disk.names()).isEmpty();
    }

    @Test
    void damage_is_seen_as_such() {
        WholeFiles files = new WholeFiles(disk);
        files.write("rotten", bytes("content"));
        files.write("torn", bytes("content"));
        disk.rot("rotten");
        disk.tear("torn");

        assertThat(files.read("rotten")).isInstanceOf(WholeFiles.Content.Torn.class);
        assertThat(files.read("torn")).isInstanceOf(WholeFiles.Content.Torn.class);
        assertThat(disk.image().files()).containsOnlyKeys("rotten", "torn");
    }
}
