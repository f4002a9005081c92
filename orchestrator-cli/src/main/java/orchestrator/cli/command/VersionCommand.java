package orchestrator.cli.command;

import java.util.Optional;

import orchestrator.cli.render.Json;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(description = "Say which orch this is, and on which Java it runs.")
final class VersionCommand implements Command {
    @Mixin
    private GlobalOptions options = new GlobalOptions();
    private final Shell shell;

    VersionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public GlobalOptions options() {
        return options;
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
