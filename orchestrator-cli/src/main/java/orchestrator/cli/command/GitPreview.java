package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.GitWishLines;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Look;
import orchestrator.cli.render.PlanScreen;
import orchestrator.cli.render.PlanView;
import orchestrator.cli.render.Wrap;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.git.Repositories;
import orchestrator.reconciler.git.RepositoryException;

/**
 * What a connection would begin with, as far as the machine of the person can see it.
 *
 * @param read  empty when it cannot
 * @param blind why it cannot, as the end of a sentence; or empty text
 */
record GitPreview(Optional<GitRead> read, String blind) {
    private static final String SECRET = "its credentials are a secret of the cluster";

    /**
     * Reads it, where no secret of the cluster is needed for that.
     *
     * @throws Failure when the repository answers, and what is wanted is not in it
     */
    static GitPreview of(WantedConnection wish, ClusterConnection connection) {
        if (wish.access().credentials().isPresent()) {
            return new GitPreview(Optional.empty(), SECRET);
        }
        try (Repositories repositories = connection.repositories()) {
            GitRead read = GitRead.head(repositories, wish.remote(), wish.path());
            requireSigned(read, wish);
            return new GitPreview(Optional.of(read), "");
        } catch (RepositoryException e) {
            boolean elsewhere = wish.url().isLocal()
                    || e.kind() == RepositoryException.Kind.UNREACHABLE;
            if (!elsewhere) {
                throw GitRead.failure(e, wish.url().ssh().isPresent()
                        ? "a repository over ssh needs --credentials SECRET, a private key"
                        : "mend that; for a private repository: --user NAME --credentials SECRET");
            }
            return new GitPreview(Optional.empty(), e.getMessage());
        }
    }

    private static void requireSigned(GitRead read, WantedConnection wish) {
        if (!read.signature().isEnough()) {
            throw Failure.wrongInput(read.commit().brief() + ", the head of " + wish.branch()
                    + ", would be refused: " + read.signature().text() + "; nothing was sent",
                    "push a commit that is signed by one of those keys, or list its key as well");
        }
    }

    /** Ends the command when the file has mistakes, after showing them. */
    boolean stops(Console console, boolean json) {
        boolean stops = read.isPresent() && ProblemText.stops(read.get().draft(), console, json);
        if (stops) {
            read.get().notes().forEach(console::say);
        }
        return stops;
    }

    /**
     * The project that is to follow.
     *
     * @throws Failure when nobody has named it, or the file is of another one
     */
    ProjectName project(Optional<ProjectName> named) {
        Optional<ProjectName> declared = read.map(each -> each.draft().project().name());
        if (named.isPresent() && declared.isPresent() && !named.equals(declared)) {
            throw Failure.wrongInput(read.get().draft().source().name() + " is of project "
                    + declared.get() + ", not of " + named.get() + "; nothing was sent",
                    "--project " + declared.get() + ", or none");
        }
        return named.or(() -> declared).orElseThrow(() -> Failure.wrongInput("which project is it? "
                + "This machine cannot look into the file: " + blind,
                (blind.equals(SECRET) ? "" : "mend that, or, where only the servers can read it, ")
                        + "say it with --project NAME"));
    }

    /** What the first look would do, when that can be told. */
    Optional<PlanView> plan(ClusterView view) {
        return read.map(each -> Planning.of(each.draft(), view));
    }

    /** What will be followed, and what that begins with. */
    List<Line> lines(GitSource source, TrustedKeys keys, Optional<PlanView> plan, Look look) {
        Optional<CommitMark> mark = read.flatMap(GitRead::mark);
        List<Line> lines = new ArrayList<>(GitWishLines.of(source, keys.count(), mark, look));
        plan.ifPresent(each -> lines.addAll(PlanScreen.of(each, look)));
        if (read.isEmpty()) {
            lines.addAll(Wrap.paragraph("What it would do cannot be shown here: " + blind + ".",
                    look.width()));
        }
        return lines;
    }
}
