package orchestrator.reconciler.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterKeyTest {
    private static final String KEY = HexFormat.of().formatHex(repeated((byte) 0x5a, 32));

    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void choose_a_file() {
        file = directory.resolve("below/cluster.key");
    }

    @Test
    void is_made_once_for_its_owner_only_and_found_again() throws IOException {
        ClusterKey made = create((byte) 0x5a);

        assertThat(create((byte) 1).derive("x")).isEqualTo(made.derive("x"));
        assertThat(ClusterKey.read(file).derive("x")).isEqualTo(made.derive("x"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent(KEY);
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void every_purpose_has_a_key_of_its_own() {
        ClusterKey key = create((byte) 0x5a);

        assertThat(key.derive("logs")).hasSize(32).isNotEqualTo(key.derive("secrets at rest"));
    }

    @Test
    void a_key_that_others_can_read_is_refused() throws IOException {
        create((byte) 0x5a);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> ClusterKey.read(file)).isInstanceOf(ClusterKeyException.class)
                .hasMessage("others can read the cluster key; run: chmod 600 " + file);
    }

    @Test
    void says_where_it_looked_for_a_key_and_what_is_no_key() throws IOException {
        assertThatThrownBy(() -> ClusterKey.read(file)).isInstanceOf(ClusterKeyException.class)
                .hasMessageStartingWith("there is no cluster key at " + file);
        create((byte) 0x5a);
        Files.writeString(file, "not a key");
        assertThatThrownBy(() -> ClusterKey.read(file)).isInstanceOf(ClusterKeyException.class)
                .hasMessageContaining("is not a cluster key").hasMessageNotContaining("not a key\"")
                .hasNoCause();
    }

    @Test
    void does_not_show_itself() {
        assertThat(create((byte) 0x5a)).hasToString("the cluster key");
    }

    private ClusterKey create(byte value) {
        return ClusterKey.readOrCreate(file, length -> repeated(value, length));
    }

    private static byte[] repeated(byte value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, value);
        return bytes;
    }
}
