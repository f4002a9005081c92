package orchestrator.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.reconciler.git.Declared;
import orchestrator.reconciler.git.Head;
import orchestrator.reconciler.git.Remote;
import orchestrator.reconciler.git.Repositories;
import orchestrator.reconciler.git.RepositoryException;

/**
 * A project file of a commit, read on the machine of the person.
 *
 * @param mark      empty for a commit that is not the head of its branch
 * @param signature of the head
 * @param notes     why some files that it refers to were not read
 */
record GitRead(CommitId commit, Optional<CommitMark> mark, Head.Signature signature, Draft draft,
        List<String> notes) {
    GitRead {
        notes = List.copyOf(notes);
    }

    /**
     * Reads the head of a branch.
     *
     * @throws RepositoryException when the repository does not give it
     * @throws Failure             when there is no such file in it
     */
    static GitRead head(Repositories repositories, Remote remote, String path) {
        Head head = repositories.fetch(remote, Optional.empty());
        return read(head, head.commit().id(), repositories.read(remote, head.commit().id(), path),
                new Place(remote, path));
    }

    /** Reads a commit that is on that branch; as {@link #head}. */
    static GitRead at(Repositories repositories, Remote remote, CommitId commit, String path) {
        Head head = repositories.fetch(remote, Optional.of(commit));
        if (head.relation() == Head.Relation.DIVERGED) {
            throw Failure.wrongInput(commit.brief() + " is not on branch " + remote.branch()
                    + " of " + remote.url(), "say which branch it is on with --branch");
        }
        return read(head, commit, repositories.read(remote, commit, path),
                new Place(remote, path));
    }

    /** What was asked for, for messages. */
    private record Place(Remote remote, String path) {}

    private static GitRead read(Head head, CommitId commit, Declared declared, Place place) {
        return switch (declared) {
            case Declared.Absent() -> throw Failure.wrongInput("there is no file " + place.path()
                    + " on branch " + place.remote().branch() + " of " + place.remote().url()
                    + " (" + commit.brief() + ")",
                    "git ls-tree -r --name-only " + place.remote().branch()
                            + " lists what there is");
            case Declared.Refused(String why) -> throw Failure.wrongInput(why, "");
            case Declared.Found found -> new GitRead(commit,
                    Optional.of(head.commit()).filter(each -> each.id().equals(commit)),
                    head.signature(), draft(found), notes(found));
        };
    }

    private static Draft draft(Declared.Found found) {
        return new Draft(new FileOption.Source(Path.of(found.file()), found.file(), found.text()),
                found.files(), DeclarationReader.read(found.file(), found.text(), found.files(),
                        0));
    }

    private static List<String> notes(Declared.Found found) {
        List<String> notes = new ArrayList<>();
        found.refused().forEach((file, why) -> notes.add(file + " is not read: " + why));
        return notes;
    }

    /** What a repository said, as the end of a command. */
    static Failure failure(RepositoryException fault, String hint) {
        return new Failure(switch (fault.kind()) {
            case UNREACHABLE -> ExitCode.UNREACHABLE;
            case REFUSED -> ExitCode.WRONG_INPUT;
        }, fault.getMessage() + "; nothing was sent", hint);
    }
}
