package orchestrator.reconciler.fence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The clock of this machine since it was booted, as Linux keeps it: it goes on while it sleeps. */
final class BootClock {
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int NANOS_OF_HUNDREDTH = 10_000_000;
    private static final int HUNDREDTHS = 100;

    private BootClock() {}

    /** True on a machine that has such a clock. */
    static boolean isThere() {
        return Files.isReadable(UPTIME) && Files.isReadable(BOOT);
    }

    static Duration now() {
        return parse(read(UPTIME));
    }

    /** Differs from boot to boot, and between machines. */
    static String boot() {
        return read(BOOT).strip();
    }

    /** The first number of {@code 12876.09 10865.93}, without a loss by floating point. */
    static Duration parse(String text) {
        String seconds = text.substring(0, text.indexOf(' '));
        int dot = seconds.indexOf('.');
        int hundredths = Integer.parseInt(seconds.substring(dot + 1)) % HUNDREDTHS;
        return Duration.ofSeconds(Long.parseLong(seconds.substring(0, dot)),
                (long) hundredths * NANOS_OF_HUNDREDTH);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
