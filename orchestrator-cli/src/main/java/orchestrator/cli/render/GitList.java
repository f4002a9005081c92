package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitState;

/** {@code orch git status} where several projects follow a repository: a row for each. */
public final class GitList {
    private GitList() {}

    /** The table, and below it why some are held. */
    public static List<Line> of(List<GitView> all, Look look) {
        Table table = new Table("PROJECT", "FOLLOWS", "SEEN", "APPLIED", "STATE");
        for (GitView git : all) {
            table.add(tone(git), git.project().value(), git.source().url() + " "
                    + git.source().branch() + " " + git.source().path(),
                    git.seen().map(GitList::brief).orElse("-"),
                    git.applied().map(GitList::brief).orElse("-"), git.word());
        }
        List<Line> lines = new ArrayList<>(table.lines(look.width()));
        for (GitView git : all) {
            git.hold().map(GitHold::text).ifPresent(text -> lines.addAll(Wrap.under(
                    git.project() + " is held: " + text + ". Next: orch git status "
                            + git.project(),
                    4, look.width())));
        }
        return lines;
    }

    private static String brief(CommitMark commit) {
        return commit.id().brief();
    }

    private static Tone tone(GitView git) {
        if (git.source().pause().isPresent()) {
            return Tone.MOVING;
        }
        return git.hold().map(GitState.Hold::why).map(_ -> Tone.BAD).orElse(Tone.PLAIN);
    }
}
