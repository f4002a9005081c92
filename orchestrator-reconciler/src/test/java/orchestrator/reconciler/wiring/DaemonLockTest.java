package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DaemonLockTest {
    @TempDir
    private Path home;
    private StateDirectory directory;

    @BeforeEach
    void create() {
        directory = StateDirectory.ofPerson(Map.of("ORCH_HOME", home.toString())).create();
    }

    @Test
    void is_held_from_its_taking_to_its_end() {
        assertThat(DaemonLock.isHeld(directory)).isFalse();
        try (DaemonLock _ = DaemonLock.take(directory)) {
            assertThat(DaemonLock.isHeld(directory)).isTrue();
            assertThatThrownBy(() -> DaemonLock.take(directory))
                    .isInstanceOf(StartFailedException.class).hasMessageContaining("already");
            assertThat(DaemonLock.isHeld(directory)).isTrue();
        }
        assertThat(DaemonLock.isHeld(directory)).isFalse();
    }

    @Test
    void who_only_asks_takes_nothing_that_processes_compete_for() throws IOException {
        try (FileChannel process = FileChannel.open(directory.lock(), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock _ = process.tryLock(1, 1, false)) {
            assertThat(DaemonLock.isHeld(directory)).isFalse();
        }
    }
}
