package orchestrator.reconciler.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryDiskTest extends DiskContract {
    @TempDir
    private Path parent;

    @Override
    Disk disk() {
        return new DirectoryDisk(parent.resolve("state").resolve("core-01"));
    }

    @Test
    void where_a_file_stands_in_the_place_of_the_directory_nothing_is_read_or_written()
            throws IOException {
        Disk disk = new DirectoryDisk(Files.createFile(parent.resolve("file")));

        assertThat(disk.names()).isEmpty();
        assertThatThrownBy(() -> disk.read("a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> disk.write("a", new byte[1])).isInstanceOf(IOException.class);
    }
}
