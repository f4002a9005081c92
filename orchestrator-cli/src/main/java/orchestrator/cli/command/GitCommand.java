package orchestrator.cli.command;

import picocli.CommandLine;

/** {@code orch git} alone; each {@link GitAct} is a command of its own. */
@CommandLine.Command(description = {"Let projects follow git repositories: a commit is an apply.",
        "",
        "  connect     let a project follow a file of a repository",
        "  status      what is followed, how far, and what keeps it from going on",
        "  pause       apply nothing for now", "  resume      go on after a pause",
        "  sync        look now; with --confirm, apply what waits for a yes",
        "  disconnect  follow no longer; what runs is kept",
        "  hook        print what tells the cluster of a push at once",
        "  plan        say what a branch would do", "",
        "Each has a help of its own: orch git connect --help"})
final class GitCommand extends ShellCommand {
    GitCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        throw Failure.wrongInput("orch git needs one of " + String.join(", ", GitAct.words()),
                "orch git --help");
    }
}
