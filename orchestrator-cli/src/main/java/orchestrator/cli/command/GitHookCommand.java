package orchestrator.cli.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Json;
import orchestrator.cli.terminal.Console;
import orchestrator.cli.terminal.SecretInput;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {"Print what tells the cluster of a push at once.", "",
        "It goes into hooks/post-receive of the repository (or hooks/post-commit of your",
        "own). Where there is no orch: --webhook, which needs curl and openssl only."})
final class GitHookCommand extends ShellCommand {
    @Mixin
    private ConnectedProject connected = new ConnectedProject();
    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "the project; not needed where only one follows a repository")
    private String project = "";
    @Option(names = "--webhook", paramLabel = "URL", description = "print a script that posts to that server: http://HOST:PORT, as in --git-listen")
    private Optional<String> server = Optional.empty();
    @Option(names = "--write-key", paramLabel = "FILE", description = "with --webhook: write what signs there; the secret's value is read from standard input")
    private Optional<String> keyFile = Optional.empty();

    GitHookCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        server.ifPresent(GitHookCommand::check);
        if (server.isPresent() != keyFile.isPresent()) {
            throw Failure.wrongInput("--webhook and --write-key go together",
                    "orch git hook --webhook http://HOST:PORT --write-key FILE < SECRET");
        }
        try (ClusterClient client = shell.connection().connect(options)) {
            GitLook look = new GitLook(client, client.view());
            ProjectName name = connected.find(project, look);
            GitSource source = look.brief(name).orElseThrow().source();
            print(source, server.isEmpty()
                    ? List.of(HookScript.line(source, options.cluster()))
                    : script(source));
            return ExitCode.DONE;
        }
    }

    private static void check(String url) {
        if (!url.matches("https?://[A-Za-z0-9._:\\[\\]-]+(/[A-Za-z0-9._/-]*[A-Za-z0-9])?")) {
            throw Failure.wrongInput("--webhook takes the address of a server, not \"" + url + "\"",
                    "--webhook http://HOST:PORT, as the servers were given with --git-listen");
        }
    }

    private List<String> script(GitSource source) {
        if (source.webhook().isEmpty()) {
            throw Failure.wrongInput(source.project() + " takes no push events: it was connected "
                    + "without --webhook",
                    "orch git connect " + source.url() + " --path "
                            + source.path() + " --webhook SECRET");
        }
        Path file = TextFile.path("--write-key", keyFile.orElseThrow(), shell.folder())
                .toAbsolutePath().normalize();
        byte[] secret = SecretInput.read(shell.console(),
                "Value of " + source.webhook().get() + ": ");
        if (secret.length == 0) {
            throw Failure.wrongInput("the value of secret " + source.webhook().get()
                    + " is needed once, on standard input", "the same with < FILE");
        }
        HookKey.write(file, secret);
        Arrays.fill(secret, (byte) 0);
        return HookScript.script(source, server.orElseThrow(), file.toString());
    }

    /** As it is: a line of a script that is broken is no script. */
    private void print(GitSource source, List<String> lines) {
        Console console = shell.console();
        if (options.json()) {
            console.print(Json.document("orch.githook/1").with("project", source.project())
                    .with("lines", lines));
            return;
        }
        lines.forEach(console.output()::println);
        console.output().flush();
        console.hint(server.isEmpty()
                ? "Put that line into hooks/post-receive of the repository, and make it executable. "
                        + "Whoever pushes needs orch in the PATH there."
                : "Put that into hooks/post-receive of the repository, make it executable, and keep "
                        + "the key beside it.");
    }
}
