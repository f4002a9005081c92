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
    /** What it is typed as. It is in no list of commands: a build runs it, and nobody has to. */
    public static final String WORD = "train";
    static final String HELP = """
            Usage: orch train
            Make an archive of loaded classes beside the jar, so that later commands start
            faster. A build runs it; it looks at no cluster and changes none.""";
    /** A little of everything the language has, so that all of its parser is loaded. */
    private static final String FILE = """
            project: training
            services:
              db:
                image: example:1
                cpu: 0.1
                memory: 16MB
                ports: {sql: 3306}
                volumes: {/data: data}
                env: {PASSWORD: {secret: word}}
                check: {run: ping}
                exclusive: keep
              web:
                image: example:1
                memory: 16MB
                ports: {http: 80}
                check: {http: /health, every: 2s}
                env: {DB: "${db.host}:${db.port}", COPY: "${copy}"}
                files: {/etc/web.conf: "me ${instance}"}
                stop: {signal: WINCH, grace: 5s}
                update: {at-once: 1}
                after: [db]
              front:
                image: example:1
                ports: {http: 80}
                publish: {http: 18080}
                files: {/etc/front.cfg: {template: front.cfg}}
                place: {apart: node}
                reload: HUP
                check: {tcp: http}
            secrets: {word: generate}
            stacks: {pair: {db: 1, web: 1}}
            run: {pair: 2, front: 1}
            """;
    private static final String TEMPLATE = "{{#pair/web}}server {{id}} {{address}}\n{{/pair/web}}";
    private static final List<List<String>> COMMANDS = List.of(List.of("--help"),
            List.of("version"), List.of("validate", "-f", "training.yml"),
            List.of("plan", "-f", "training.yml"),
            List.of("apply", "-f", "training.yml", "--yes", "--timeout", "20s"), List.of("status"),
            List.of("status", "-o", "json"), List.of("nodes"), List.of("events"),
            List.of("why", "front-1"), List.of("history"), List.of("secret", "list"),
            List.of("status", "--help"), List.of("up", "--help"));

    private Training() {}

    /**
     * Leaves nothing behind, and no cluster of anybody is touched.
     *
     * @throws IllegalStateException when a command failed: the archive would lack what it needs
     */
    public static void run(InstantSource clock) {
        try {
            Path home = Files.createTempDirectory("orch-train");
            Files.writeString(home.resolve("training.yml"), FILE);
            Files.writeString(home.resolve("front.cfg"), TEMPLATE);
            Map<String, String> environment = Map.of("ORCH_HOME", home.toString());
            try (UpProcess _ = UpProcess.start(StateDirectory.ofPerson(environment),
                    new UpWish(OptionalInt.of(1), true, GitWish.NOTHING))) {
                CommandRunner runner = new CommandRunner(new Shell(unseen(clock),
                        new FoundCluster(environment), home, "training", "training"));
                COMMANDS.forEach(each -> run(runner, each));
            }
            delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    private static void run(CommandRunner runner, List<String> command) {
        int exitCode = runner.run(command);
        if (exitCode != ExitCode.DONE) {
            throw new IllegalStateException("orch " + String.join(" ", command)
                    + " ended with " + exitCode + " while training");
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
