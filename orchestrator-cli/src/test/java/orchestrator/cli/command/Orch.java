package orchestrator.cli.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import orchestrator.cli.terminal.Console;
import orchestrator.core.model.NodeRecord;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.git.Repositories;

/** The command line as a test calls it: words in, exit code and both streams out. */
final class Orch {
    final FakeCluster cluster = new FakeCluster();
    final FakeRepositories repositories = new FakeRepositories();
    private final Path folder;
    private final StringBuilder transcript = new StringBuilder();
    private Console.Traits traits = Console.Traits.none(ZoneOffset.UTC);
    private byte[] input = {};
    boolean reachable = true;

    Orch(Path folder) {
        this.folder = folder;
    }

    /** What one command did. */
    record Ran(int exitCode, String out, String err) {}

    /** A person sits in front of it, and answers with that. */
    Orch person(String answers) {
        traits = new Console.Traits(true, true, true, true, true, true, 80, ZoneOffset.UTC);
        input = answers.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Nobody sits in front of it; that comes through the pipe. */
    Orch pipe(String text) {
        return pipe(text.getBytes(StandardCharsets.UTF_8));
    }

    Orch pipe(byte[] bytes) {
        traits = Console.Traits.none(ZoneOffset.UTC);
        input = bytes.clone();
        return this;
    }

    Orch ascii() {
        traits = new Console.Traits(false, false, false, true, false, false, 80, ZoneOffset.UTC);
        return this;
    }

    Ran run(String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8), traits, cluster);
        int exitCode = new CommandRunner(new Shell(console, new Connection(), folder, "alice",
                "laptop")).run(words(line));
        Ran ran = new Ran(exitCode, out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8).replace("[y/N] ", "[y/N]\n"));
        note(line, ran);
        return ran;
    }

    private static List<String> words(String line) {
        List<String> words = new java.util.ArrayList<>();
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile("\"([^\"]*)\"|(\\S+)")
                .matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return words;
    }

    private void note(String line, Ran ran) {
        transcript.append("$ orch ").append(line).append('\n').append(ran.out());
        ran.err().lines().forEach(each -> transcript.append("! ").append(each).append('\n'));
        transcript.append("(exit ").append(ran.exitCode()).append(")\n\n");
        Screens.check(ran);
    }

    /** A note for whoever reads the golden file. */
    void say(String text) {
        transcript.append("# ").append(text).append('\n');
    }

    /** What was run so far is not what the test is about. */
    void forget() {
        transcript.setLength(0);
    }

    String transcript() {
        return transcript.toString();
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Connection implements ClusterConnection {
        @Override
        public ClusterClient connect(GlobalOptions options) {
            if (!reachable) {
                throw Failure.unreachable("no cluster runs here", "orch up");
            }
            return cluster;
        }

        @Override
        public LogSource logs(GlobalOptions options) {
            return new Logs();
        }

        @Override
        public Repositories repositories() {
            repositories.open++;
            return repositories;
        }
    }

    private static final class Logs implements LogSource {
        @Override
        public void read(NodeRecord node, Request request, Consumer<String> line,
                BooleanSupplier ended) {
            line.accept("hello from " + request.instance().address() + " on " + node.name());
            line.accept("an escape \u001b[2J and a tab\tin it");
        }
    }
}
