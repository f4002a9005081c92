package orchestrator.reconciler.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.UnauthorizedException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;

/**
 * Tells apart "the engine said no" and "the engine did not answer", and puts the former in kinds. The
 * engine gives most kinds only in words, which have been the same for years.
 */
final class EngineErrors {
    private static final Pattern MESSAGE = Pattern
            .compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NO_ANSWER = Pattern.compile("no such host|dial tcp|i/o timeout"
            + "|connection refused|client.timeout|network is unreachable|no route to host"
            + "|proxyconnect|tls handshake timeout|temporary failure in name resolution");
    private static final Pattern NO_IMAGE = Pattern.compile("no such image|manifest unknown"
            + "|manifest for .* not found|pull access denied|no such tag|name unknown"
            + "|repository .* not found|repository does not exist");
    private static final Pattern PORT = Pattern
            .compile("port is already allocated|address already in use"
                    + "|failed to bind (host )?port");

    /** As the engine words it: {@code Bind for 127.0.0.1:8080 failed}. */
    private static final Pattern BOUND = Pattern.compile(
            "(?i)(?:bind for|listen tcp4?|bind host port for|exposing port tcp)"
                    + " (?<address>[0-9a-f.:\\[\\]]*?):(?<port>\\d+)\\b");

    /** How an attempt to get an image is called; the name of the image follows. */
    static final String PULL = "pull ";

    private EngineErrors() {}

    /** What {@code failure} of {@code attempt} ("create shop:apache-1") means to a caller. */
    static RuntimeException of(String attempt, Throwable failure) {
        if (failure instanceof ContainerRuntimeException
                || failure instanceof ContainerRuntimeUnavailableException) {
            return (RuntimeException) failure;
        }
        if (failure instanceof DockerException refused && refused.getHttpStatus() > 0) {
            return refusal(attempt, words(refused), refused);
        }
        if (isSilence(failure)) {
            return new ContainerRuntimeUnavailableException(
                    "the container engine does not answer: cannot " + attempt, failure);
        }
        return refusal(attempt, words(failure), failure);
    }

    /** A refusal of which only the engine's words are known, as in the stream of a pull. */
    static ContainerRuntimeException refusal(String attempt, String words, Throwable cause) {
        Kind kind = kind(words.toLowerCase(Locale.ROOT), cause);
        Matcher bound = BOUND.matcher(words);
        if (kind == Kind.PORT_TAKEN && bound.find()) {
            return new ContainerRuntimeException(kind, "port " + bound.group("port") + " of "
                    + bound.group("address") + " is taken by something else on this machine",
                    cause);
        }
        boolean silent = NO_ANSWER.matcher(words.toLowerCase(Locale.ROOT)).find();
        String text = silent && kind == Kind.PULL_FAILED && attempt.startsWith(PULL)
                ? "no registry answers for " + attempt.substring(PULL.length()) + ": "
                        + lastClause(words)
                : "cannot " + attempt + ": " + words;
        return new ContainerRuntimeException(kind, text, cause);
    }

    /** Of {@code Get "https://…/v2/": dial tcp: lookup …: no such host} only the end matters. */
    private static String lastClause(String words) {
        String[] clauses = words.split(": ");
        return clauses[clauses.length - 1];
    }

    /** True when the engine refuses the version of its interface that was agreed on before. */
    static boolean isVersionRefused(Throwable failure) {
        return failure instanceof DockerException refused
                && words(refused).startsWith("client version ");
    }

    private static Kind kind(String words, Throwable cause) {
        if (words.contains("no space left on device")) {
            return Kind.NO_SPACE;
        }
        if (PORT.matcher(words).find()) {
            return Kind.PORT_TAKEN;
        }
        if (NO_IMAGE.matcher(words).find()) {
            return Kind.IMAGE_MISSING;
        }
        if (NO_ANSWER.matcher(words).find() || cause instanceof UnauthorizedException) {
            return Kind.PULL_FAILED;
        }
        if (cause instanceof ConflictException && words.contains("is already in use")) {
            return Kind.NAME_TAKEN;
        }
        boolean gone = cause instanceof NotFoundException && words.contains("no such container");
        return gone ? Kind.NO_SUCH_CONTAINER : Kind.REFUSED;
    }

    private static boolean isSilence(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof IOException || at instanceof CancellationException
                    || at instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    /** What the engine said, without the wrapping of its answer. */
    private static String words(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        Matcher message = MESSAGE.matcher(text);
        String words = message.find() ? message.group(1) : text;
        return words.replace("\\\"", "\"").replace("\\n", " ").strip();
    }
}
