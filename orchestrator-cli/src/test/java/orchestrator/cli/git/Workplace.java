package orchestrator.cli.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.testhosts.HostCommand;

/** A bare repository, and the clone in which a person works. */
final class Workplace {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path bare;
    private final Path clone;

    private Workplace(Path bare, Path clone) {
        this.bare = bare;
        this.clone = clone;
    }

    /** Makes both, with a branch {@code main} that has no commit yet. */
    static Workplace in(Path folder, String name) {
        Workplace place = new Workplace(folder.resolve(name + ".git"), folder.resolve(name));
        HostCommand.run("git", "init", "-q", "--bare", "-b", "main", place.bare.toString());
        HostCommand.run("git", "init", "-q", "-b", "main", place.clone.toString());
        place.git("remote", "add", "origin", place.bare.toString());
        return place;
    }

    Path bare() {
        return bare;
    }

    /** What runs after each push. */
    void postReceive(String script) {
        try {
            Path hook = Files.writeString(bare.resolve("hooks/post-receive"), script);
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workplace write(String file, String text) {
        try {
            Files.writeString(clone.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits all there is; more options may follow the message. Returns the commit. */
    String commit(String message, String... options) {
        git("add", "-A");
        List<String> command = new ArrayList<>(List.of("commit", "-q", "-m", message));
        command.addAll(List.of(options));
        git(command.toArray(String[]::new));
        return git("rev-parse", "HEAD").strip();
    }

    /** Pushes, and returns when the hook has ended. */
    void push(String... options) {
        List<String> command = new ArrayList<>(List.of("push", "-q"));
        command.addAll(List.of(options));
        command.addAll(List.of("origin", "main"));
        git(command.toArray(String[]::new));
    }

    /** The note of the cluster on a commit; empty text when there is none. */
    String note(String commit) {
        HostCommand.Result note = HostCommand.attempt(LIMIT, List.of("git", "--git-dir",
                bare.toString(), "notes", "--ref", "refs/notes/orch", "show", commit));
        return note.exitCode() == 0 ? note.output() : "";
    }

    String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", clone.toString(), "-c",
                "user.name=Alice", "-c", "user.email=alice@example.com", "-c",
                "commit.gpgsign=false", "-c", "gpg.format=ssh"));
        command.addAll(List.of(arguments));
        return HostCommand.run(LIMIT, command);
    }
}
