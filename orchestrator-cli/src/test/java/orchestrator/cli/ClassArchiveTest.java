package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the archive of classes, which makes commands start quickly, asks of class files. */
class ClassArchiveTest {
    /** The first format with stack maps; a linked class of an older one is left out. */
    private static final int FIRST_WITH_STACK_MAPS = 50;

    @Test
    void thereIsOnePicocliAndAnArchiveTakesIt() throws IOException {
        List<URL> files = CommandLine.class.getClassLoader()
                .resources("picocli/CommandLine.class").toList();
        assertThat(files).hasSize(1);
        assertThat(format(files.getFirst())).isGreaterThanOrEqualTo(FIRST_WITH_STACK_MAPS);
    }

    /** The major version: the two bytes after the magic number and the minor one (JVMS 4.1). */
    private static int format(URL file) throws IOException {
        try (DataInputStream bytes = new DataInputStream(file.openStream())) {
            bytes.skipNBytes(6);
            return bytes.readUnsignedShort();
        }
    }
}
