package orchestrator.cli.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;

/** {@code orch git status}: what is followed, how far, and what keeps it from going on. */
public final class GitScreen {
    private static final int KEY_COLUMNS = 9;
    private static final String INDENT = "  ";
    private static final String SAME = "same as ";

    private GitScreen() {}

    /** One connection in full. */
    public static List<Line> of(GitView git, Look look) {
        List<Line> lines = new ArrayList<>(headline(git.source(), look));
        lines.addAll(commits(git, look));
        lines.addAll(row("now", now(git), look));
        lines.addAll(GitHold.lines(git, look));
        lines.addAll(GitTold.lines(git, look));
        lines.addAll(drift(git, look));
        return lines;
    }

    /** {@code shop follows https://git.example.com/shop.git  branch main  file shop.yml}. */
    public static List<Line> headline(GitSource source, Look look) {
        List<Line> lines = new ArrayList<>(Wrap.under(source.project() + " follows "
                + source.url() + "  branch " + source.branch() + "  file " + source.path(), 4,
                look.width()));
        lines.set(0, lines.getFirst().toned(Tone.STRONG, 0,
                source.project().value().length()));
        return lines;
    }

    private static List<Line> commits(GitView git, Look look) {
        List<Line> lines = new ArrayList<>();
        git.state().seen().ifPresentOrElse(seen -> {
            lines.addAll(row("commit", when(seen.commit().when(), git, look)
                    + mark(seen.commit()), look));
            lines.addAll(row("seen", when(seen.at(), git, look) + by(seen.by(), git), look));
        }, () -> lines.addAll(row("seen", "not yet (" + polled(git) + ")", look)));
        git.order().filter(_ -> git.isAsked()).ifPresent(order -> lines.addAll(row("asked",
                when(order.at(), git, look) + "by " + order.by() + wish(order)
                        + ": no leader has answered yet",
                look)));
        git.state().applied().ifPresent(applied -> lines.addAll(row("applied",
                when(applied.at(), git, look) + applied(git, applied), look)));
        return lines;
    }

    private static String wish(GitOrder order) {
        return order.confirmed().map(each -> ", who wants " + each.commit().brief()).orElse("");
    }

    private static String by(String by, GitView git) {
        return switch (by) {
            case "poll" -> "by a look every " + Words.duration(git.source().interval());
            case "webhook", "hook" -> "by " + by + " (" + polled(git) + " as well)";
            default -> "asked by " + by + " (" + polled(git) + " as well)";
        };
    }

    private static String polled(GitView git) {
        return "polled every " + Words.duration(git.source().interval());
    }

    /** {@code 77ab01c "apache 1.6.0"  alice}. */
    public static String mark(CommitMark commit) {
        return commit.id().brief() + " \"" + commit.subject() + "\"  " + commit.author();
    }

    private static String applied(GitView git, GitState.Applied applied) {
        return (git.waits() ? applied.commit().id().brief() + " " : "") + "as revision "
                + applied.revision() + git.result().map(GitScreen::outcome).orElse("");
    }

    private static String outcome(RolloutRecord.Result result) {
        return switch (result.outcome()) {
            case UNDER_WAY -> ": under way";
            case DONE -> ": done";
            case OVERTAKEN -> ": another revision took its place";
            case FAILED -> ": failed" + result.failure().map(failure -> ", "
                    + failure.instance().address() + ": " + failure.reason().text()).orElse("");
        };
    }

    /** What runs, in the words of git where there are any. */
    private static String now(GitView git) {
        if (git.current().isEmpty()) {
            return "nothing of " + git.project() + " runs";
        }
        Revision revision = git.current().get().revision();
        String ready = ProjectViews.of(git.around().view(), git.project())
                .filter(each -> !each.deleted())
                .map(each -> ", " + each.ready() + " of " + each.wanted() + " ready").orElse("");
        return "revision " + revision.number() + content(git, revision) + ready;
    }

    private static String content(GitView git, Revision revision) {
        if (revision.deletes()) {
            return ", which removed " + git.project();
        }
        if (git.isAtApplied()) {
            return ", as " + git.applied().orElseThrow().id().brief() + " says";
        }
        Optional<String> same = same(git, revision);
        return same.map(each -> ", " + SAME + each)
                .orElseGet(() -> " by " + revision.who() + ", \"" + revision.change() + "\"");
    }

    /** The commit of the revision it repeats, or that revision. */
    private static Optional<String> same(GitView git, Revision revision) {
        String number = revision.change().startsWith(SAME)
                ? revision.change().substring(SAME.length())
                : "";
        return number.matches("\\d{1,9}")
                ? Optional.of(git.commitOf(Integer.parseInt(number)).orElse(number))
                : git.commitOf(revision.number());
    }

    private static List<Line> drift(GitView git, Look look) {
        List<HandChange> changes = HandChange.of(git);
        if (changes.isEmpty()) {
            return git.applied().isEmpty()
                    ? List.of()
                    : List.of(Line.of("Changes made outside git: none."));
        }
        List<Line> lines = new ArrayList<>(List.of(Line.of("Changes made outside git:")));
        changes.forEach(each -> lines.addAll(Wrap.hanging(
                INDENT + Words.when(each.at(), git.now(), look.zone()) + "  ", each.text(),
                look.width())));
        return lines;
    }

    static String when(Instant at, GitView git, Look look) {
        return Words.when(at, git.now(), look.zone()) + "  ";
    }

    /** {@code   applied  14:31:00  as revision 9}; further lines stand below the text. */
    static List<Line> row(String key, String text, Look look) {
        return Wrap.hanging(INDENT + Printable.padded(key, KEY_COLUMNS), text, look.width());
    }
}
