package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;

/** Turns what went wrong into a sentence, and says whether it may pass by itself. */
final class Failures {
    private Failures() {}

    /** The sentence that was already found, or null: exceptions are wrapped on their way. */
    static RepositoryException find(Throwable thrown) {
        return find(thrown, RepositoryException.class).orElse(null);
    }

    static RepositoryException of(Address address, Throwable thrown) {
        RepositoryException known = find(thrown);
        if (known != null) {
            return new RepositoryException(known.kind(), known.getMessage(), thrown);
        }
        String what = name(address);
        if (find(thrown, TooLargeObjectInPackException.class).isPresent()) {
            return refused(what + " has an object that is too large; keep declarations in a"
                    + " smaller repository", thrown);
        }
        if (find(thrown, CorruptObjectException.class).isPresent()) {
            return refused(what + " sends an object that git itself would not accept", thrown);
        }
        if (find(thrown, SSLException.class).isPresent()) {
            return refused(what + " has no certificate that this machine trusts", thrown);
        }
        if (find(thrown, NoRemoteRepositoryException.class).isPresent()) {
            return refused("there is no repository at " + path(address), thrown);
        }
        Optional<RemoteRepositoryException> said = find(thrown, RemoteRepositoryException.class);
        if (said.isPresent() && !(address instanceof Address.Local)) {
            return refused(what + " says: " + Text.shown(said.get().getMessage()), thrown);
        }
        if (find(thrown, MissingObjectException.class).isPresent()) {
            return refused(what + " does not send all of the commit that it speaks of", thrown);
        }
        return passing(what, thrown);
    }

    private static RepositoryException passing(String what, Throwable thrown) {
        if (find(thrown, FileSystemException.class).isPresent()) {
            return unreachable("the cache of " + what + " cannot be written", thrown);
        }
        if (find(thrown, ConnectException.class).isPresent()) {
            return unreachable(what + " does not take connections", thrown);
        }
        boolean silent = find(thrown, SocketTimeoutException.class).isPresent()
                || find(thrown, InterruptedIOException.class).isPresent();
        return unreachable(what + (silent
                ? " does not answer in time"
                : " broke off, or does not speak as git does"), thrown);
    }

    private static RepositoryException refused(String text, Throwable cause) {
        return new RepositoryException(Kind.REFUSED, text, cause);
    }

    private static RepositoryException unreachable(String text, Throwable cause) {
        return new RepositoryException(Kind.UNREACHABLE, text, cause);
    }

    private static String name(Address address) {
        return switch (address) {
            case Address.Remote remote -> remote.host();
            case Address.Local local -> "the repository in " + local.folder();
        };
    }

    private static String path(Address address) {
        return switch (address) {
            case Address.Remote remote -> remote.path() + " on " + remote.host();
            case Address.Local local -> local.folder().toString();
        };
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        int depth = 0;
        for (Throwable each = thrown; each != null && depth < 20; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
            depth++;
        }
        return Optional.empty();
    }
}
