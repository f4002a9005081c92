package orchestrator.reconciler.forge;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitSource.Forge;
import orchestrator.core.model.GitSource.Forge.Kind;
import orchestrator.core.model.GitState.Told.Verdict;
import orchestrator.core.wire.ForeignJson;
import orchestrator.reconciler.git.Announcement;

/** A status of a commit, as each forge wants to be told. */
final class StatusRequest {
    /** GitHub takes no more. */
    private static final int LONGEST_DESCRIPTION = 140;
    private static final String NAME = "[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+";
    private static final String TOKEN = "[\\x21-\\x7e]{1,4096}";

    private StatusRequest() {}

    /** Where a forge is told of a commit, as text that was not checked yet. */
    static String address(Forge forge, CommitId commit) {
        if (!forge.name().matches(NAME) || forge.name().contains("..")) {
            throw ForgeAddresses.refused("\"" + printable(forge.name())
                    + "\" is no name of a repository: it must be OWNER/NAME");
        }
        return switch (forge.kind()) {
            case GITHUB, GITEA -> forge.api() + "/repos/" + forge.name() + "/statuses/" + commit;
            case GITLAB -> forge.api() + "/projects/" + forge.name().replace("/", "%2F")
                    + "/statuses/" + commit;
        };
    }

    static HttpRequest of(URI address, Forge forge, byte[] token, Announcement announcement) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ForgeAnnouncer.PATIENCE)
                .header("Content-Type", "application/json").header("User-Agent", "orch")
                .POST(BodyPublishers.ofByteArray(body(forge.kind(), announcement)));
        String secret = text(forge, token);
        return switch (forge.kind()) {
            case GITHUB -> request.header("Authorization", "Bearer " + secret)
                    .header("Accept", "application/vnd.github+json")
                    .header("X-GitHub-Api-Version", "2022-11-28").build();
            case GITLAB -> request.header("PRIVATE-TOKEN", secret).build();
            case GITEA -> request.header("Authorization", "token " + secret).build();
        };
    }

    private static String text(Forge forge, byte[] token) {
        String text = new String(token, StandardCharsets.UTF_8).strip();
        if (!text.matches(TOKEN)) {
            throw ForgeAddresses.refused("secret " + forge.token() + " is no token of a forge");
        }
        return text;
    }

    private static byte[] body(Kind kind, Announcement announcement) {
        String headline = printable(announcement.headline());
        SortedMap<String, String> body = new TreeMap<>();
        body.put("context", "orch/" + announcement.project());
        body.put("state", state(kind, announcement.verdict()));
        body.put("description", headline.codePointCount(0, headline.length()) <= LONGEST_DESCRIPTION
                ? headline
                : headline.substring(0, headline.offsetByCodePoints(0, LONGEST_DESCRIPTION - 1))
                        + "…");
        return ForeignJson.write(body);
    }

    private static String state(Kind kind, Verdict verdict) {
        boolean gitlab = kind == Kind.GITLAB;
        return switch (verdict) {
            case PENDING -> "pending";
            case DONE -> "success";
            case FAILED -> gitlab ? "failed" : "failure";
            case REFUSED -> gitlab ? "failed" : "error";
        };
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{C}", " ").strip();
    }
}
