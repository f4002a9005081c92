package orchestrator.cli.render;

import java.util.List;
import java.util.Optional;

import orchestrator.core.git.GitMatch;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.reconciler.client.ClusterView;

/** {@code orch status -o json}. */
public final class StatusJson {
    private StatusJson() {}

    /** One project, and what git says of it where it follows a repository. */
    public static Json of(ClusterView view, ProjectView project, Optional<GitView> git) {
        return Json.document("orch.status/1").with("project", project.name())
                .with("revision", project.revision()).with("at", project.takenAt())
                .with("git", git.map(StatusJson::git))
                .with("simulated", Banner.isSimulated(view)).with("frozen", Banner.frozen(view))
                .with("rollout", project.rollout().json()).with("deleted", project.deleted())
                .with("ready", project.ready())
                .with("wanted", project.wanted()).with("problems", project.problemCount())
                .with("instances", project.instances().stream().map(StatusJson::instance).toList());
    }

    private static Json git(GitView git) {
        GitMatch match = git.match();
        return Json.object().with("branch", git.source().branch())
                .with("commit", match.commit().map(each -> each.id().value()))
                .with("matches", match.matches()).with("text", match.text());
    }

    /** A cluster without projects. */
    public static Json nothing(ClusterView view) {
        return Json.document("orch.status/1").with("at", view.takenAt())
                .with("simulated", Banner.isSimulated(view)).with("frozen", Banner.frozen(view))
                .with("ready", 0).with("wanted", 0).with("instances", List.of());
    }

    /** One instance. */
    public static Json instance(InstanceView instance) {
        return Json.object().with("name", instance.id().address())
                .with("state", instance.phase().word()).with("reason", reason(instance.reason()))
                .with("node", instance.node().map(NodeName::value)).with("since", instance.since())
                .with("wanted", instance.wanted()).with("restarts", instance.restarts())
                .with("open", instance.openAt())
                .with("before", instance.before().map(NodeName::value))
                .with("held", instance.held().map(StatusJson::reason));
    }

    /** A code for programs and a text for people. */
    static Json reason(Reason reason) {
        return Json.object().with("code", reason.code().word()).with("text", reason.text());
    }

    /** Several reasons. */
    static List<Json> reasons(List<Reason> reasons) {
        return reasons.stream().map(StatusJson::reason).toList();
    }
}
