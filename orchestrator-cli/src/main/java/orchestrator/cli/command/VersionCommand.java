package orchestrator.cli.command;

import java.util.Optional;

import orchestrator.cli.render.Json;
import picocli.CommandLine;

@CommandLine.Command(description = "Say which orch this is, and on which Java it runs.")
final class VersionCommand extends ShellCommand {

    VersionCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        String version = Optional.ofNullable(Shell.class.getPackage().getImplementationVersion())
                .orElse("built from source");
        String java = Runtime.version().toString();
        if (options.json()) {
            shell.console().print(Json.document("orch.version/1").with("version", version)
                    .with("java", java));
        } else {
            shell.console().print("orch " + version + ", Java " + java);
        }
        return ExitCode.DONE;
    }
}
