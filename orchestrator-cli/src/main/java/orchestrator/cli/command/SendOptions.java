package orchestrator.cli.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a new revision is sent: whether it is asked about, and how long it is looked on at. */
final class SendOptions {
    @Mixin
    private YesOption yes = new YesOption();
    @Mixin
    private WaitOptions wait = new WaitOptions();
    @Option(names = "--no-wait", description = "do not look on")
    private boolean noWait;

    YesOption yes() {
        return yes;
    }

    WaitOptions waiting() {
        return wait;
    }

    boolean noWait() {
        return noWait;
    }
}
