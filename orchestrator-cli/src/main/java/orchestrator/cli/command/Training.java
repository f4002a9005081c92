package orchestrator.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

import orchestrator.cli.terminal.Console;
import orchestrator.reconciler.wiring.GitWish;
import orchestrator.reconciler.wiring.StateDirectory;
import orchestrator.reconciler.wiring.UpProcess;
import orchestrator.reconciler.wiring.UpWish;

/**
 * Runs a small simulated cluster and the usual commands against it, unseen and in this process, so
 * that a JVM which was told to keep an archive of the classes it loaded has those that commands and
 * {@code orch up} need. What the commands say does not matter.
 */
public final class Training {
    private static final String FILE = """
            project: training
            services:
              web:
                image: example:1
                memory: 16MB
                ports: {http: 80}
                check: {http: /}
                env: {PASSWORD: {secret: word}}
            secrets: {word: generate}
            run: {web: 1}
            """;
    private static final List<List<String>> COMMANDS = List.of(List.of("--help"),
            List.of("version"), List.of("validate", "-f", "training.yml"),
            List.of("plan", "-f", "training.yml"),
            List.of("apply", "-f", "training.yml", "--yes", "--timeout", "20s"), List.of("status"),
            List.of("status", "-o", "json"), List.of("nodes"), List.of("events"),
            List.of("why", "web-1"), List.of("secret", "list"), List.of("up", "--help"));

    private Training() {}

    /** Leaves nothing behind, and no cluster of anybody is touched. */
    public static void run(InstantSource clock) {
        try {
            Path home = Files.createTempDirectory("orch-train");
            Files.writeString(home.resolve("training.yml"), FILE);
            Map<String, String> environment = Map.of("ORCH_HOME", home.toString());
            try (UpProcess _ = UpProcess.start(StateDirectory.ofPerson(environment),
                    new UpWish(OptionalInt.of(1), true, GitWish.NOTHING))) {
                CommandRunner runner = new CommandRunner(new Shell(unseen(clock),
                        new FoundCluster(environment), home, "training", "training"));
                COMMANDS.forEach(runner::run);
            }
            delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    private static Console unseen(InstantSource clock) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Console(InputStream.nullInputStream(), nowhere, nowhere,
                Console.Traits.none(ZoneOffset.UTC), clock);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
