package orchestrator.cli.command;

import orchestrator.cli.render.ProblemJson;
import orchestrator.cli.render.Words;
import orchestrator.core.state.DesiredProject;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(description = "Check the project file. Needs no cluster and sends nothing.")
final class ValidateCommand extends ShellCommand {
    @Mixin
    private FileOption file = new FileOption();

    ValidateCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        Draft draft = Draft.read(file, shell.folder());
        if (options.json()) {
            shell.console().print(ProblemJson.of(draft.source().name(), draft.problems()));
        } else if (draft.problems().isEmpty()) {
            shell.console().print(verdict(draft));
        } else {
            shell.console().print(ProblemText.of(draft, shell.console().look()));
        }
        return draft.problems().isEmpty() ? ExitCode.DONE : ExitCode.WRONG_INPUT;
    }

    private static String verdict(Draft draft) {
        DesiredProject project = draft.project();
        return draft.source().name() + " is valid: project " + project.name() + ", "
                + Words.count(project.services().size(), "service");
    }
}
