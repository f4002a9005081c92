package orchestrator.cli.render;

import java.util.Locale;
import java.util.Optional;

import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.RolloutRecord;

/** {@code orch git status -o json}. Names of secrets are in it, values never. */
public final class GitJson {
    private GitJson() {}

    /** One connection. */
    public static Json of(GitView git) {
        GitSource source = git.source();
        return Json.document("orch.git/1").with("project", source.project())
                .with("url", source.url()).with("branch", source.branch())
                .with("path", source.path()).with("interval", source.interval().toSeconds())
                .with("user", source.access().user())
                .with("credentials", source.access().credentials())
                .with("verified", !source.trustedKeys().isEmpty())
                .with("onDrift", word(source.onDrift())).with("report", report(source.report()))
                .with("webhook", source.webhook()).with("who", source.who())
                .with("since", source.since()).with("state", git.word())
                .with("paused", source.pause().map(pause -> Json.object().with("who", pause.who())
                        .with("since", pause.since())))
                .with("seen", git.state().seen().map(seen -> mark(seen.commit())
                        .with("at", seen.at()).with("by", seen.by())))
                .with("applied", git.state().applied().map(applied -> applied(git, applied)))
                .with("revision", git.current().map(each -> each.revision().number()))
                .with("matches", git.match().matches())
                .with("held", git.hold().map(hold -> hold(git, hold)))
                .with("order", git.order().map(order -> order(git, order)))
                .with("told", GitTold.json(git))
                .with("drift", HandChange.of(git).stream().map(HandChange::json).toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Json report(GitSource.Report report) {
        return Json.object().with("notes", report.notes())
                .with("forge", report.forge().map(forge -> Json.object()
                        .with("kind", word(forge.kind())).with("api", forge.api())
                        .with("repository", forge.name()).with("token", forge.token())));
    }

    /** A commit as its author wrote it. */
    public static Json mark(CommitMark commit) {
        return Json.object().with("commit", commit.id()).with("author", commit.author())
                .with("subject", commit.subject()).with("when", commit.when());
    }

    private static Json applied(GitView git, GitState.Applied applied) {
        Optional<RolloutRecord.Result> result = git.result();
        return mark(applied.commit()).with("revision", applied.revision())
                .with("at", applied.at())
                .with("outcome", result.map(each -> word(each.outcome()).replace('_', '-')))
                .with("failure", result.flatMap(each -> each.failure()
                        .map(failure -> RevisionFailure.json(each, failure))));
    }

    private static Json hold(GitView git, GitState.Hold hold) {
        return Json.object().with("why", GitAdvice.word(hold.why())).with("text", hold.text())
                .with("lines", hold.lines()).with("commit", hold.commit().map(CommitId::value))
                .with("since", hold.since()).with("next", GitAdvice.next(git));
    }

    private static Json order(GitView git, GitOrder order) {
        return Json.object().with("number", order.number()).with("by", order.by())
                .with("at", order.at()).with("answered", !git.isAsked());
    }
}
