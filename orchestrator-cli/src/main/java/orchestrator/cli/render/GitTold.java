package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;

/** What was told of a commit to those who look at it elsewhere. */
final class GitTold {
    private GitTold() {}

    /** The row of it; none where nothing is to be told. */
    static List<Line> lines(GitView git, Look look) {
        Optional<String> where = where(git.source().report());
        if (where.isEmpty()) {
            return List.of();
        }
        return git.state().told()
                .map(told -> GitScreen.row("told", GitScreen.when(told.at(), git, look)
                        + text(told, where.get()), look))
                .orElseGet(() -> GitScreen.row("told", "nothing yet, " + where.get(), look));
    }

    private static String text(GitState.Told told, String where) {
        String what = told.commit().brief() + " " + word(told.verdict());
        return told.failure()
                .map(failure -> "that " + what + " could not be told " + where + ": " + failure
                        + "; it is tried again")
                .orElse(what + ", " + where);
    }

    private static String word(GitState.Told.Verdict verdict) {
        return switch (verdict) {
            case PENDING -> "is under way";
            case DONE -> "runs";
            case FAILED -> "failed";
            case REFUSED -> "is refused";
        };
    }

    /** {@code as a note and to GitHub}. */
    static Optional<String> where(GitSource.Report report) {
        List<String> places = new ArrayList<>();
        if (report.notes()) {
            places.add("as a note");
        }
        report.forge().ifPresent(forge -> places.add("to " + switch (forge.kind()) {
            case GITHUB -> "GitHub";
            case GITLAB -> "GitLab";
            case GITEA -> "Gitea";
        } + " as " + forge.name()));
        return places.isEmpty() ? Optional.empty() : Optional.of(Words.list(places));
    }

    static Optional<Json> json(GitView git) {
        return git.state().told().map(told -> Json.object().with("commit", told.commit())
                .with("verdict", told.verdict().name().toLowerCase(Locale.ROOT))
                .with("at", told.at()).with("failure", told.failure()));
    }
}
