package orchestrator.reconciler.forge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import orchestrator.core.model.GitSource.Forge;
import orchestrator.reconciler.git.Announcement;
import orchestrator.reconciler.git.Announcer;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;

/** Tells GitHub, GitLab or Gitea. */
public final class ForgeAnnouncer implements Announcer {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int GOOD = 200;
    private static final int REDIRECT = 300;
    private static final int WRONG = 400;
    private static final int BROKEN = 500;

    private final ForgeAddresses addresses;

    /** @param allow hosts, as {@code host} or {@code host:port}, that may be near or unencrypted */
    public ForgeAnnouncer(List<String> allow) {
        this.addresses = new ForgeAddresses(allow);
    }

    @Override
    public void announce(Forge forge, byte[] token, Announcement announcement) {
        URI address = addresses
                .checked(StatusRequest.address(forge, announcement.commit().id()));
        HttpResponse<byte[]> answer = ask(address,
                StatusRequest.of(address, forge, token, announcement));
        if (!isTaken(forge, answer)) {
            throw refusal(forge, announcement, address.getHost(), answer.statusCode());
        }
    }

    /** A client for one question: there are few, and none leaves a connection behind. */
    private static HttpResponse<byte[]> ask(URI address, HttpRequest request) {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(PATIENCE).build()) {
            try {
                return answer(address.getHost(), client.sendAsync(request,
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER)));
            } finally {
                client.shutdownNow();
            }
        }
    }

    /** The patience of the request ends with the head of the answer; here it is for all of it. */
    private static HttpResponse<byte[]> answer(String host,
            CompletableFuture<HttpResponse<byte[]>> asked) {
        try {
            return asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw unreachable(host + " does not answer within " + PATIENCE.toSeconds() + "s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("nobody waits any more for an answer of " + host, e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case SSLException cause -> new RepositoryException(Kind.REFUSED,
                        "the certificate of " + host + " is not trusted here", cause);
                case IOException cause ->
                    unreachable(host + " does not answer as it should", cause);
                default -> unreachable(host + " cannot be asked", e);
            };
        }
    }

    /** GitLab refuses a state that the commit is in already. */
    private static boolean isTaken(Forge forge, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        return status >= GOOD && status < REDIRECT
                || status == WRONG && forge.kind() == Forge.Kind.GITLAB
                        && new String(answer.body(), StandardCharsets.UTF_8)
                                .contains("Cannot transition status");
    }

    private static RepositoryException refusal(Forge forge, Announcement announcement, String host,
            int status) {
        String message = switch (status) {
            case 401 -> host + " does not accept the token: orch secret set "
                    + forge.token() + " -p " + announcement.project();
            case 403 -> "the token has no right to set the status of a commit of " + forge.name()
                    + " at " + host;
            case 404 -> host + " has no repository " + forge.name()
                    + " with that commit, or the token may not see it";
            case 422 -> host + " does not take the status of " + announcement.commit().id().brief()
                    + ": it does not know the commit, or has too many statuses of it";
            case 429 -> host + " was told too much and asks to wait";
            default -> other(host, status);
        };
        return new RepositoryException(status == 429 || status >= BROKEN
                ? Kind.UNREACHABLE
                : Kind.REFUSED, message, null);
    }

    private static String other(String host, int status) {
        if (status >= BROKEN) {
            return host + " has trouble of its own (it answers " + status + ")";
        }
        return status >= REDIRECT && status < WRONG
                ? host + " points elsewhere, which is not followed: connect again with the address"
                        + " of its API as it is now"
                : host + " does not take the status of a commit (it answers " + status + ")";
    }

    private static RepositoryException unreachable(String message, Throwable cause) {
        return new RepositoryException(Kind.UNREACHABLE, message, cause);
    }
}
