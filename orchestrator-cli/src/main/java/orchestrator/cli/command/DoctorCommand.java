package orchestrator.cli.command;

import orchestrator.cli.render.DoctorJson;
import orchestrator.cli.render.DoctorScreen;
import orchestrator.reconciler.doctor.Diagnosis;
import orchestrator.reconciler.wiring.Examination;
import picocli.CommandLine;

@CommandLine.Command(description = {"Look for what is wrong with this machine, the ZooKeeper "
        + "ensemble and the cluster.", "",
        "Each finding says why it matters and what to type. It changes nothing, needs no cluster, "
                + "and ends after some seconds whatever hangs. What cannot be seen is said, and "
                + "counts neither as good nor as bad. Exit code 1 when something is wrong."})
final class DoctorCommand extends ShellCommand {
    private final Examination examination;

    DoctorCommand(Shell shell, Examination examination) {
        super(shell);
        this.examination = examination;
    }

    @Override
    public int run() {
        if (shell.console().traits().errorTerminal() && !options.json()) {
            shell.console().hint("Looking at machine, ensemble and cluster: some seconds.");
        }
        Diagnosis diagnosis = examination.examine(options.cluster().zookeeper(),
                options.cluster().keyFile());
        if (options.json()) {
            shell.console().print(DoctorJson.of(diagnosis));
        } else {
            shell.console().print(DoctorScreen.of(diagnosis, shell.console().look()));
        }
        return diagnosis.isFine() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
