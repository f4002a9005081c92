package orchestrator.cli.command;

import java.time.Duration;
import java.util.Optional;

import orchestrator.core.model.GitSource.OnDrift;
import orchestrator.core.model.ProjectName;
import picocli.CommandLine.Option;

/** What is followed, and how closely. */
final class GitWhere {
    @Option(names = "--branch", paramLabel = "NAME", description = "the branch (default: main)")
    private String branch = "main";
    @Option(names = "--path", required = true, paramLabel = "PATH", description = "the project file, from the root of the repository")
    private String path = "";
    @Option(names = {"-p",
            "--project"}, paramLabel = "PROJECT", description = "the project (default: what the file says, if this machine can read it)")
    private Optional<String> project = Optional.empty();
    @Option(names = "--interval", paramLabel = "TIME", description = "from one look to the next, at least 5s (default: 15s)")
    private String interval = "15s";
    @Option(names = "--on-drift", paramLabel = "WHAT", description = "what becomes of changes made outside git: correct (default) or report")
    private OnDrift onDrift = OnDrift.CORRECT;

    String branch() {
        return GitNames.branch(branch);
    }

    String path() {
        return GitNames.path(path);
    }

    Optional<ProjectName> project() {
        return project.map(GitNames::project);
    }

    Duration interval() {
        return GitNames.interval(interval);
    }

    OnDrift onDrift() {
        return onDrift;
    }
}
