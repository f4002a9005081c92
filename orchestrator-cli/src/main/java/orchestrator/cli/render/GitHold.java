package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.GitState;

/** Why a connection is not followed any further, and what ends that. */
public final class GitHold {
    private static final int MOST_INDENT = 4;

    private GitHold() {}

    /** The rows of it; none while nothing holds it. */
    static List<Line> lines(GitView git, Look look) {
        List<Line> lines = new ArrayList<>();
        git.source().pause().ifPresent(pause -> lines.addAll(toned(GitScreen.row("paused",
                GitScreen.when(pause.since(), git, look) + "by " + pause.who()
                        + ": nothing is applied or put back"
                        + git.seen().filter(_ -> git.waits())
                                .map(commit -> "; " + commit.id().brief() + " waits").orElse(""),
                look), Tone.MOVING)));
        git.hold().ifPresent(hold -> lines.addAll(lines(git, hold, look)));
        GitAdvice.next(git).ifPresent(next -> lines.addAll(GitScreen.row("next", next, look)));
        return lines;
    }

    private static List<Line> lines(GitView git, GitState.Hold hold, Look look) {
        List<Line> lines = new ArrayList<>(toned(GitScreen.row("held",
                GitScreen.when(hold.since(), git, look) + text(hold), look), tone(hold)));
        lines.addAll(more(hold, look));
        return lines;
    }

    /**
     * {@code 77ab01c: 2 errors in shop.yml}; the commit is not said twice, and the next command not
     * here, as it has a place of its own.
     */
    public static String text(GitState.Hold hold) {
        String text = hold.text().replaceFirst("; orch git sync \\S+ --confirm applies it$", "");
        return GitAdvice.commit(hold)
                .filter(commit -> GitAdvice.isOfCommit(hold.why()) && !text.contains(commit))
                .map(commit -> commit + ": ").orElse("") + text;
    }

    /** What belongs to it, each line as it is: a caret must stay below its word. */
    public static List<Line> more(GitState.Hold hold, Look look) {
        int widest = hold.lines().stream().map(Printable::of).mapToInt(Printable::width).max()
                .orElse(0);
        int indent = Math.clamp(look.width() - widest, 0, MOST_INDENT);
        List<Line> lines = new ArrayList<>();
        for (String line : hold.lines()) {
            String text = " ".repeat(indent) + line;
            lines.addAll(Printable.width(Printable.of(text)) <= look.width()
                    ? List.of(Line.of(text))
                    : Wrap.under(text, MOST_INDENT, look.width()));
        }
        return lines;
    }

    private static List<Line> toned(List<Line> lines, Tone tone) {
        List<Line> toned = new ArrayList<>(lines);
        Line first = lines.getFirst();
        toned.set(0, first.toned(tone, 2, first.text().indexOf(' ', 2) - 2));
        return toned;
    }

    private static Tone tone(GitState.Hold hold) {
        return switch (hold.why()) {
            case PAUSED, ROLLED_BACK, DRIFTED -> Tone.MOVING;
            case UNREACHABLE, REFUSED, FORCED, UNSIGNED, NO_FILE, BAD_FILE, BRAKE,
                    FAILED ->
                Tone.BAD;
        };
    }
}
