package orchestrator.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import orchestrator.cli.render.Json;
import orchestrator.cli.render.Nearest;
import orchestrator.cli.render.Words;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = "Write a first project file into this folder.")
final class InitCommand extends ShellCommand {
    @Parameters(arity = "0..1", paramLabel = "EXAMPLE", description = "lamp (default), memcached or hello")
    private String example = "lamp";

    InitCommand(Shell shell) {
        super(shell);
    }

    /** A file of an example: its name among the resources, and in the person's folder. */
    private record Example(String resource, String file) {}

    @Override
    public int run() {
        List<Example> examples = examples();
        List<String> there = examples.stream().map(Example::file)
                .filter(file -> Files.exists(shell.folder().resolve(file))).toList();
        if (!there.isEmpty()) {
            throw Failure.wrongInput(Words.list(there) + (there.size() == 1 ? " is" : " are")
                    + " here already; nothing was written", "orch plan");
        }
        List<String> written = new ArrayList<>();
        for (Example each : examples) {
            write(each);
            written.add(each.file());
        }
        if (options.json()) {
            shell.console().print(Json.document("orch.init/1").with("example", example)
                    .with("files", written));
        } else {
            shell.console().print("Wrote " + Words.list(written) + ".");
            shell.console().hint("Next: orch plan");
        }
        return ExitCode.DONE;
    }

    private List<Example> examples() {
        return switch (example) {
            case "lamp" -> List.of(new Example("lamp/lamp.yml", "shop.yml"),
                    new Example("lamp/haproxy.cfg", "haproxy.cfg"));
            case "memcached" -> List.of(new Example("memcached/memcached.yml", "cache.yml"));
            case "hello" -> List.of(new Example("hello/hello.yml", "hello.yml"));
            default -> throw Failure.wrongInput("there is no example \"" + example + "\""
                    + Nearest.question(example, List.of("lamp", "memcached", "hello")),
                    "orch init lamp, orch init memcached or orch init hello");
        };
    }

    private void write(Example each) {
        Path target = shell.folder().resolve(each.file());
        try (InputStream text = InitCommand.class.getResourceAsStream(
                "/examples/" + each.resource())) {
            if (text == null) {
                throw new IllegalStateException("this orch was built without " + each.resource());
            }
            String content = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(target, withoutSchemaLine(content));
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The schema lies beside the examples of the project, and not beside what is written here. */
    private static String withoutSchemaLine(String content) {
        return content.startsWith("# yaml-language-server:")
                ? content.substring(content.indexOf('\n') + 1)
                : content;
    }
}
