package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitSource;

/** What a connection will be, before it is made. */
public final class GitWishLines {
    private GitWishLines() {}

    /** A row for each thing that was asked for; {@code keys} is how many are trusted. */
    public static List<Line> of(GitSource source, int keys, Optional<CommitMark> head, Look look) {
        List<Line> lines = new ArrayList<>(Wrap.under(source.project() + " will follow "
                + source.url() + "  branch " + source.branch() + "  file " + source.path(), 4,
                look.width()));
        head.ifPresent(mark -> lines.addAll(row("commit", GitScreen.mark(mark), look)));
        lines.addAll(row("looks", "every " + Words.duration(source.interval())
                + source.webhook().map(name -> ", and when a push event signed with secret " + name
                        + " comes").orElse(""),
                look));
        access(source.access()).ifPresent(text -> lines.addAll(row("access", text, look)));
        lines.addAll(row("signed", keys == 0
                ? "or not: every commit is applied (--verify FILE asks for a signature)"
                : "by " + (keys == 1 ? "the key" : "one of the " + keys + " keys") + " given",
                look));
        lines.addAll(row("drift", switch (source.onDrift()) {
            case CORRECT -> "what is changed outside git is put back";
            case REPORT -> "what is changed outside git is shown, and stays until the next commit";
        }, look));
        GitTold.where(source.report()).ifPresent(text -> lines.addAll(row("told", text, look)));
        return lines;
    }

    private static Optional<String> access(GitSource.Access access) {
        return access.credentials().map(name -> "with secret " + name
                + access.user().map(user -> " as " + user).orElse(""));
    }

    private static List<Line> row(String key, String text, Look look) {
        return GitScreen.row(key, text, look);
    }
}
