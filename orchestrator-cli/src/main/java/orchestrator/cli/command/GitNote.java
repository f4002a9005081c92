package orchestrator.cli.command;

import java.util.Optional;

import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.GitConnections;

/** What git will do about a change that a person makes by hand. */
final class GitNote {
    private GitNote() {}

    /** A sentence or two; empty for a project that follows no repository. */
    static Optional<String> of(ClusterClient client, ProjectName project, Verb verb) {
        return client.git().row(project).map(row -> text(row, verb));
    }

    private static String text(GitConnections.Row row, Verb verb) {
        GitSource source = row.source();
        String follows = source.project() + " follows git " + source.branch();
        if (source.pause().isPresent()) {
            return follows + ", and that is paused: git does nothing about this until "
                    + "orch git resume.";
        }
        boolean corrects = source.onDrift() == GitSource.OnDrift.CORRECT;
        return switch (verb) {
            case ROLLBACK -> "Git is held"
                    + row.state().flatMap(GitState::applied)
                            .map(applied -> " at " + applied.commit().id().brief()).orElse("")
                    + ": the next change in git is applied as usual.";
            case RESTART -> follows + ", which says the same: nothing is put back.";
            case DELETE -> corrects
                    ? follows + ", which makes it anew at once; to be rid of it: orch git "
                            + "disconnect " + source.project() + ", then orch delete."
                    : follows + ", and the next commit makes it anew.";
            default -> corrects
                    ? follows + ": what that says is put back at once. To keep this: commit and "
                            + "push it, or orch git pause first."
                    : follows + ": this is shown as a change outside git, and stays until the "
                            + "next commit.";
        };
    }
}
