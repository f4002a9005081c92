package orchestrator.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import orchestrator.cli.render.Json;
import orchestrator.cli.render.Nearest;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.SecretScreen;
import orchestrator.cli.render.Words;
import orchestrator.cli.terminal.SecretInput;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterClient.SecretRow;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {
        "Set, list or delete secrets. A value is read from standard input,",
        "never from the command line: orch secret set db-password < file"})
final class SecretCommand extends ShellCommand {
    /** What may be done with secrets. */
    enum Act {
        SET, LIST, DELETE
    }

    @Mixin
    private ProjectOption project = new ProjectOption();
    @Mixin
    private YesOption yes = new YesOption();
    @Parameters(index = "0", paramLabel = "set|list|delete", description = "what to do")
    private String act = "";
    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "the secret, as the file calls it")
    private String name = "";

    @Option(names = "--for-git", description = "with set: for orch git connect; the file need not name it")
    private boolean forGit;

    SecretCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        Act wanted = act();
        if (wanted != Act.LIST && name.isEmpty()) {
            throw Failure.wrongInput("orch secret " + act + " needs NAME",
                    "orch secret list shows them");
        }
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            ProjectName of = project.named(view);
            switch (wanted) {
                case SET -> set(client, of, ProjectViews.desired(view, of));
                case LIST -> list(client, of, ProjectViews.desired(view, of));
                case DELETE -> {
                    return delete(client, of);
                }
            }
            return ExitCode.DONE;
        }
    }

    private Act act() {
        List<String> known = List.of("set", "list", "delete");
        if (!known.contains(act)) {
            throw Failure.wrongInput("orch secret does not know \"" + act + "\""
                    + Nearest.question(act, known), "orch secret set|list|delete");
        }
        return Act.valueOf(act.toUpperCase(Locale.ROOT));
    }

    private SecretName secretName() {
        try {
            return new SecretName(name);
        } catch (IllegalArgumentException e) {
            throw Failure.wrongInput(e.getMessage()
                    + ": lower-case letters, digits and dashes, a letter first", "");
        }
    }

    private void set(ClusterClient client, ProjectName of, Optional<DesiredProject> desired) {
        SecretName secret = secretName();
        checkGiven(secret, desired);
        byte[] value = SecretInput.read(shell.console(), "Value of " + secret + ": ");
        checkValue(value);
        List<ClusterClient.SecretRow> before = client.secrets(of);
        int version = client.setSecret(of, secret, value);
        boolean same = before.contains(new ClusterClient.SecretRow(
                new SecretId(of, SecretId.SHARED, secret), version, false));
        java.util.Arrays.fill(value, (byte) 0);
        if (options.json()) {
            shell.console().print(Json.document("orch.secret/1").with("project", of)
                    .with("name", secret).with("version", version));
        } else if (same) {
            shell.console().print("Secret " + secret + " of " + of + " has this value already,"
                    + " version " + version + ". Nothing is restarted.");
        } else {
            shell.console().print("Secret " + secret + " of " + of + " is set, version " + version
                    + (forGit ? "." : ". What uses it gets it anew."));
        }
    }

    private void checkValue(byte[] value) {
        if (value.length == 0) {
            throw Failure.wrongInput("the value is empty; nothing was sent",
                    "orch secret set " + name + " < file");
        }
        if (value.length > SecretInput.MOST_BYTES) {
            throw Failure.wrongInput("the value is longer than " + SecretInput.MOST_BYTES / 1024
                    + "KB; nothing was sent", "");
        }
        if (!SecretInput.isText(value)) {
            throw Failure.wrongInput("the value is not UTF-8 text without NUL, and an environment "
                    + "variable can hold nothing else; nothing was sent",
                    "base64 < file | orch secret set " + name);
        }
    }

    /** A name the file does not know is a slip of the pen; one it generates is not ours to give. */
    private void checkGiven(SecretName secret, Optional<DesiredProject> desired) {
        if (desired.isEmpty()) {
            return;
        }
        List<DesiredProject.SecretSpec> known = desired.get().secrets();
        Optional<DesiredProject.SecretSpec> found = known.stream()
                .filter(each -> each.name().equals(secret)).findFirst();
        if (found.isEmpty() && forGit) {
            return;
        }
        if (found.isEmpty()) {
            throw Failure.wrongInput("the file has no secret \"" + secret + "\"" + Nearest.question(
                    secret.value(), known.stream().map(each -> each.name().value()).toList()),
                    "orch secret list shows them");
        }
        if (found.get().generated()) {
            throw Failure.wrongInput("the file says \"" + secret + ": generate\", so its value is "
                    + "drawn, not given", "write \"" + secret + ": given\" and apply first");
        }
    }

    private void list(ClusterClient client, ProjectName of, Optional<DesiredProject> desired) {
        List<SecretRow> rows = client.secrets(of);
        List<SecretName> missing = desired.map(DesiredProject::secrets).orElse(List.of()).stream()
                .filter(each -> !each.generated())
                .map(DesiredProject.SecretSpec::name)
                .filter(each -> rows.stream().noneMatch(row -> row.id().name().equals(each)))
                .toList();
        if (options.json()) {
            shell.console().print(SecretScreen.json(of, rows, missing));
        } else {
            shell.console().print(SecretScreen.of(of, rows, missing, shell.console().look()));
        }
        missing.stream().findFirst().ifPresent(first -> shell.console()
                .hint("Next: orch secret set " + first + " < file"));
    }

    private int delete(ClusterClient client, ProjectName of) {
        SecretName secret = secretName();
        List<String> known = client.secrets(of).stream().map(row -> row.id().name().value())
                .distinct().toList();
        if (!known.contains(secret.value())) {
            throw Failure.wrongInput("secret \"" + secret + "\" has no value"
                    + Nearest.question(secret.value(), known), "orch secret list shows them");
        }
        String warning = "Every value of " + secret + " is lost for good, and what uses it cannot "
                + "start again.";
        return yes.whenAgreed(shell.console(), warning, "Delete?",
                () -> forget(client, of, secret));
    }

    private int forget(ClusterClient client, ProjectName of, SecretName secret) {
        int values = client.deleteSecret(of, secret);
        if (options.json()) {
            shell.console().print(Json.document("orch.secret/1").with("project", of)
                    .with("name", secret).with("deleted", values));
        } else {
            shell.console().print("Secret " + secret + " of " + of + " is deleted, "
                    + Words.count(values, "value") + ".");
        }
        return ExitCode.DONE;
    }
}
