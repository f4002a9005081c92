package orchestrator.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stored form of every format is read for ever. {@code -Dorch.golden.write=true} writes files of
 * today's formats that are missing; a file that exists is never written again.
 */
class GoldenRecordsTest {
    private static final Path FILES = Path.of("src/test/resources/wire");
    private static final int EDITS = 200;

    @BeforeAll
    static void write_missing_files_when_asked() throws IOException {
        if (Boolean.getBoolean("orch.golden.write")) {
            for (String name : GoldenRecords.all().keySet()) {
                Path file = FILES.resolve(name);
                if (!Files.exists(file) && !name.endsWith(".smile")) {
                    Files.createDirectories(file.getParent());
                    Files.write(file, RecordCodec.encode(GoldenRecords.all().get(name)));
                }
            }
        }
    }

    static Stream<String> names() {
        return GoldenRecords.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void is_read_as_the_value_it_was_written_from(String name) {
        Object value = GoldenRecords.all().get(name);

        assertThat(RecordCodecTest.decodeLike(value, read(name))).usingRecursiveComparison()
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_cut_at_any_length_is_doubt(String name) {
        byte[] bytes = read(name);
        for (int length = 0; length < bytes.length; length++) {
            requireDoubtOrEqual(name, Arrays.copyOf(bytes, length));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void edited_bytes_are_doubt_and_never_another_value(String name) {
        byte[] bytes = read(name);
        Random random = new Random(name.hashCode());
        for (int edit = 0; edit < EDITS; edit++) {
            byte[] edited = bytes.clone();
            int times = 1 + random.nextInt(3);
            for (int i = 0; i < times; i++) {
                edited[random.nextInt(edited.length)] = (byte) random.nextInt(256);
            }
            requireDoubtOrEqual(name, edited);
        }
    }

    private static void requireDoubtOrEqual(String name, byte[] bytes) {
        Object value = GoldenRecords.all().get(name);
        try {
            assertThat(RecordCodecTest.decodeLike(value, bytes)).usingRecursiveComparison()
                    .isEqualTo(value);
        } catch (UnreadableRecordException e) {
            assertThat(e).hasMessageStartingWith("the record ");
        }
    }

    private static byte[] read(String name) {
        try (InputStream in = GoldenRecordsTest.class.getResourceAsStream("/wire/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
