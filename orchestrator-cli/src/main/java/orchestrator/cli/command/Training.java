package orchestrator.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;

import orchestrator.cli.terminal.Console;

/**
 * Runs the usual commands once, unseen, so that a JVM which was told to keep an archive of the
 * classes it loaded has those that commands need. What the commands say does not matter.
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
            run: {web: 1}
            """;
    private static final List<List<String>> COMMANDS = List.of(List.of("--help"),
            List.of("version"), List.of("up", "--help"), List.of("status"),
            List.of("status", "-o", "json"), List.of("nodes"), List.of("events"),
            List.of("why", "web-1"), List.of("secret", "list"));

    private Training() {}

    /** Changes nothing, in a cluster neither. */
    public static void run(Shell shell) {
        try {
            Path folder = Files.createTempDirectory("orch-train");
            Path file = Files.writeString(folder.resolve("training.yml"), FILE);
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
            Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere,
                    Console.Traits.none(ZoneOffset.UTC), shell.console().clock());
            CommandRunner runner = new CommandRunner(new Shell(console, shell.connection(), folder,
                    shell.who(), shell.from()));
            COMMANDS.forEach(runner::run);
            runner.run(List.of("validate", "-f", file.toString()));
            runner.run(List.of("plan", "-f", file.toString()));
            Files.delete(file);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }
}
