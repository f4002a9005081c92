package orchestrator.reconciler.testhosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An image of nothing but this machine's static busybox, so that no registry is needed. */
public final class BusyboxImage {
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> COMMANDS = List.of("sh", "sleep", "echo", "cat", "ls", "nc",
            "httpd", "wget", "true", "false", "test", "touch", "kill", "stat", "id", "env", "dd",
            "mkdir", "date", "hostname", "head", "tail", "yes", "ps", "mount", "grep");

    private BusyboxImage() {}

    /**
     * Makes sure that the engine has an image of that name.
     *
     * @param engine  address of the engine, as in {@code docker -H}
     * @param changes Dockerfile instructions such as {@code CMD ["sleep","600"]}
     */
    public static void importInto(String engine, String name, String... changes) {
        try {
            Path directory = Files.createTempDirectory("busybox-image");
            try {
                Path archive = archive(directory);
                List<String> command = new ArrayList<>(List.of("docker", "-H", engine, "import"));
                for (String change : changes) {
                    command.addAll(List.of("--change", change));
                }
                command.addAll(List.of(archive.toString(), name));
                HostCommand.run(Duration.ofSeconds(60), command);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make image " + name, e);
        }
    }

    private static Path archive(Path directory) throws IOException {
        if (!Files.isExecutable(BUSYBOX)) {
            throw new IllegalStateException(BUSYBOX + " is missing: install busybox-static");
        }
        Path root = Files.createDirectory(directory.resolve("root"));
        Path bin = Files.createDirectory(root.resolve("bin"));
        for (String name : List.of("tmp", "etc", "www", "data")) {
            Files.createDirectory(root.resolve(name));
        }
        Files.copy(BUSYBOX, bin.resolve("busybox"));
        HostCommand.run("chmod", "755", root.toString(), bin.resolve("busybox").toString());
        for (String command : COMMANDS) {
            Files.createSymbolicLink(bin.resolve(command), Path.of("busybox"));
        }
        Path archive = directory.resolve("image.tar");
        HostCommand.run("tar", "-C", root.toString(), "--owner=0", "--group=0", "-cf",
                archive.toString(), ".");
        return archive;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
