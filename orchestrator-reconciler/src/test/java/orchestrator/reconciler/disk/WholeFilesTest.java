package orchestrator.reconciler.disk;

import static orchestrator.reconciler.disk.DiskContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.reconciler.disk.WholeFiles.Content;
import orchestrator.reconciler.simulation.disk.SimulatedDisk;
import org.junit.jupiter.api.Test;

class WholeFilesTest {
    private static final int MOST_CALLS = 10;

    private final SimulatedDisk disk = new SimulatedDisk(new Random(7), _ -> {});
    private final WholeFiles files = new WholeFiles(disk);

    @Test
    void gives_back_what_was_written_and_tells_what_never_was() {
        files.write("a", bytes("content"));
        files.write("empty", new byte[0]);

        assertThat(text(files, "a")).isEqualTo("content");
        assertThat(text(files, "empty")).isEmpty();
        assertThat(files.read("b")).isInstanceOf(Content.Missing.class);
    }

    @Test
    void a_file_that_may_not_be_read_or_that_the_disk_does_not_give_out_is_not_called_damaged() {
        assertThat(text(refusing(new AccessDeniedException("/state/a")), "a"))
                .isEqualTo("refused: this person may not read /state/a");
        assertThat(text(refusing(new IOException("Input/output error")), "a"))
                .isEqualTo("refused: Input/output error");
    }

    private static WholeFiles refusing(IOException why) {
        return new WholeFiles((Disk) Proxy.newProxyInstance(WholeFilesTest.class.getClassLoader(),
                new Class<?>[]{Disk.class}, (_, _, _) -> {
                    throw why;
                }));
    }

    @Test
    void removes_what_is_not_to_be_kept() {
        for (String name : new String[]{"spec-1", "spec-2", "other"}) {
            files.write(name, bytes(name));
        }

        files.keepOnly("spec-", Set.of("spec-2", "spec-3"));

        assertThat(files.names("")).containsExactly("other", "spec-2");
    }

    @Test
    void a_file_that_cannot_be_written_stays_what_it_was() {
        files.write("a", bytes("old"));
        disk.fill(true);

        assertThatThrownBy(() -> files.write("a", bytes("new")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the local copy a cannot be written");
        assertThat(text(files, "a")).isEqualTo("old");
        assertThat(files.names("")).containsExactly("a");
    }

    @Test
    void a_loss_of_power_at_any_moment_leaves_the_old_or_the_new_and_what_returned_is_kept() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < 30; seed++) {
            for (int calls = 0; calls < MOST_CALLS; calls++) {
                seen.add(afterLossOfPower(seed, calls));
            }
        }

        assertThat(seen).containsExactly("interrupted: new", "interrupted: old",
                "returned: new");
    }

    private static String afterLossOfPower(long seed, int calls) {
        Random chance = new Random(seed);
        int[] left = {Integer.MAX_VALUE};
        SimulatedDisk disk = new SimulatedDisk(chance, _ -> requirePower(left));
        WholeFiles files = new WholeFiles(failing(disk, left));
        files.write("a", bytes("old"));
        disk.slow(Duration.ofMillis(1));
        left[0] = calls;
        String how = "returned: ";
        try {
            files.write("a", bytes("new"));
        } catch (IllegalStateException e) {
            how = "interrupted: ";
        }
        disk.slow(Duration.ZERO);
        disk.losePower();
        return how + text(new WholeFiles(disk), "a");
    }

    /** Fails every call to the disk, and every pause within one, once none is left. */
    private static Disk failing(SimulatedDisk disk, int[] left) {
        return (Disk) Proxy.newProxyInstance(WholeFilesTest.class.getClassLoader(),
                new Class<?>[]{Disk.class}, (_, method, arguments) -> {
                    requirePower(left);
                    try {
                        return method.invoke(disk, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void requirePower(int[] left) {
        if (left[0]-- <= 0) {
            throw new IllegalStateException("no power");
        }
    }

    private static String text(WholeFiles files, String name) {
        return switch (files.read(name)) {
            case Content.Whole(byte[] content) -> WholeFiles.text(content);
            case Content.Missing() -> "missing";
            case Content.Torn() -> "torn";
            case Content.Refused(String why) -> "refused: " + why;
        };
    }
}
