package orchestrator.reconciler.zookeeper;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The settings of a server that runs on this machine, from the file it was started with. */
final class LocalSettings {
    private static final Path PROC = Path.of("/proc");

    private LocalSettings() {}

    /** Those of the server that listens at {@code port}, when its process and its file are seen. */
    static Optional<Properties> of(int port) {
        return commandLines().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("zookeeper"))
                .flatMap(line -> Stream.of(line.split("\0")))
                .filter(word -> word.endsWith(".cfg")).distinct()
                .flatMap(file -> read(Path.of(file)).stream())
                .filter(each -> each.getProperty("clientPort", "").strip()
                        .equals(Integer.toString(port)))
                .findFirst();
    }

    private static List<String> commandLines() {
        try (Stream<Path> all = Files.list(PROC)) {
            return all.filter(each -> each.getFileName().toString().matches("\\d+"))
                    .map(LocalSettings::commandLine).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<Properties> read(Path file) {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
            return Optional.of(settings);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
