package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.wiring.GitWish;
import picocli.CommandLine.Option;

/** What is said about repositories to whatever has a server in it. */
final class GitServerOptions {
    @Option(names = "--git-listen", paramLabel = "HOST:PORT", description = "hears there of pushes; "
            + "nowhere if not said")
    private Optional<String> listen = Optional.empty();
    @Option(names = "--git-allow", paramLabel = "WHAT", description = "a folder, or HOST:PORT, that "
            + "may be followed though it is on this machine or not encrypted; may be repeated")
    private List<String> allow = new ArrayList<>();

    GitWish wish() {
        return new GitWish(listen, allow);
    }
}
