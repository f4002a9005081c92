package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.GitView;
import orchestrator.cli.render.Nearest;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.client.GitConnections;

/** The connections of a cluster, as screens show them. */
record GitLook(ClusterClient client, ClusterView view) {
    private static final String CONNECT = "orch git connect URL --path FILE --project ";

    /** Every connection, with as much of it as a list shows. */
    List<GitView> all() {
        return client.git().rows().stream().map(this::brief).toList();
    }

    /** That of one project, as a list shows it. */
    Optional<GitView> brief(ProjectName project) {
        return client.git().row(project).map(this::brief);
    }

    private GitView brief(GitConnections.Row row) {
        List<Revision> applied = row.state().flatMap(GitState::applied)
                .flatMap(each -> client.revision(row.source().project(), each.revision()))
                .stream().toList();
        return GitView.of(row.source(), row.state(), row.order(),
                new GitView.Around(view, applied, List.of()));
    }

    /** That of one project, in full. */
    Optional<GitView> full(ProjectName project) {
        return client.git().row(project).map(row -> GitView.of(row.source(), row.state(),
                row.order(), new GitView.Around(view, client.revisions(project),
                        client.events())));
    }

    /**
     * The project that is meant: the one that was named, or the only one that follows anything.
     *
     * @throws Failure when it follows no repository, or there are several
     */
    ProjectName the(String named) {
        List<String> connected = client.git().rows().stream()
                .map(row -> row.source().project().value()).toList();
        if (connected.contains(named)) {
            return new ProjectName(named);
        }
        if (!named.isEmpty()) {
            throw unconnected(named, connected);
        }
        if (connected.isEmpty()) {
            throw Failure.wrongInput("no project follows a repository", CONNECT + "NAME");
        }
        if (connected.size() > 1) {
            throw Failure.wrongInput("several projects follow a repository: "
                    + String.join(", ", connected), "say which one with -p PROJECT");
        }
        return new ProjectName(connected.getFirst());
    }

    private Failure unconnected(String named, List<String> connected) {
        boolean runs = view.projects().stream()
                .anyMatch(each -> each.record().project().value().equals(named));
        return runs
                ? Failure.wrongInput("project " + named + " follows no repository",
                        CONNECT + named)
                : Failure.wrongInput("there is no project \"" + named + "\""
                        + Nearest.question(named, connected),
                        "orch git status lists those that "
                                + "follow a repository");
    }
}
