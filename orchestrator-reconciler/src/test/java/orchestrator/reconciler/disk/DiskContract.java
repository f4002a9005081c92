package orchestrator.reconciler.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every disk must do. The test of each extends this. */
abstract class DiskContract {
    /** The same at every call within a test; has nothing on it before the first. */
    abstract Disk disk();

    @Test
    void a_file_holds_what_was_last_written() throws IOException {
        assertThat(disk().read("a")).isEmpty();
        disk().write("a", bytes("something long"));
        disk().write("a", bytes("short"));

        assertThat(disk().read("a")).hasValue(bytes("short"));
    }

    @Test
    void a_renamed_file_takes_the_place_of_another() throws IOException {
        disk().write("a", bytes("old"));
        disk().write("b", bytes("new"));
        disk().rename("b", "a");
        disk().syncNames();

        assertThat(disk().read("a")).hasValue(bytes("new"));
        assertThat(disk().names()).containsExactly("a");
    }

    @Test
    void names_are_in_order_and_those_of_deleted_files_are_gone() throws IOException {
        assertThat(disk().names()).isEmpty();
        for (String name : new String[]{"c", "a", "b"}) {
            disk().write(name, bytes(name));
        }
        disk().delete("b");
        disk().delete("never there");

        assertThat(disk().names()).containsExactly("a", "c");
    }

    @Test
    void what_is_not_there_cannot_be_renamed() {
        assertThatThrownBy(() -> disk().rename("a", "b")).isInstanceOf(IOException.class);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
