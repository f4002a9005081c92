package orchestrator.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What this machine is called, read where it costs nothing. */
final class HostName {
    private HostName() {}

    /** The first part of the name, in lower case; {@code "node"} where nobody knows it. */
    static String get() {
        String told = System.getenv().getOrDefault("HOSTNAME", "");
        String name = told.isBlank() ? kernelName() : told;
        String first = name.strip().toLowerCase(Locale.ROOT).split("\\.", 2)[0];
        return first.isEmpty() ? "node" : first;
    }

    private static String kernelName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname"));
        } catch (IOException e) {
            return "";
        }
    }
}
