package orchestrator.reconciler.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import orchestrator.core.wire.ForeignJson;

/** What a delivery says has happened. */
sealed interface PushEvent {
    /** One of all branches may have been pushed. */
    record Any() implements PushEvent {}

    /** These references were pushed. */
    record Pushed(List<String> references) implements PushEvent {}

    /** Something that is not a push; the name was cleaned for showing. */
    record Other(String name) implements PushEvent {}

    /** It cannot be read; {@code why} quotes nothing of it. */
    record Unreadable(String why) implements PushEvent {}

    /** Reads it. */
    static PushEvent of(Delivery delivery) {
        Optional<String> named = Stream
                .of("X-Gitea-Event", "X-Gogs-Event", "X-GitHub-Event", "X-Gitlab-Event")
                .flatMap(header -> delivery.header(header).stream()).findFirst();
        String name = named.map(PushEvent::word).orElse("push");
        if (!List.of("push", "tag push", "system").contains(name)) {
            return new Other(name);
        }
        String text = text(delivery);
        if (named.isEmpty() && !text.startsWith("{")) {
            return lines(text);
        }
        try {
            return json(ForeignJson.texts(text.getBytes(UTF_8)));
        } catch (IllegalArgumentException e) {
            return new Unreadable(e.getMessage());
        }
    }

    /** As GitHub and Gitea write it; GitLab says {@code Push Hook}. */
    private static String word(String header) {
        String word = header.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ .-]", "?").strip();
        String cut = word.substring(0, Math.min(word.length(), 40));
        return cut.endsWith(" hook") ? cut.substring(0, cut.length() - " hook".length()) : cut;
    }

    private static String text(Delivery delivery) {
        String body = new String(delivery.body(), UTF_8).strip();
        boolean form = delivery.header("Content-Type").orElse("").toLowerCase(Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded");
        return form && body.startsWith("payload=")
                ? payload(body.substring("payload=".length()))
                : body;
    }

    private static String payload(String encoded) {
        int end = encoded.indexOf('&');
        try {
            return URLDecoder.decode(end < 0 ? encoded : encoded.substring(0, end), UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** A system hook of GitLab names the event only inside. */
    private static PushEvent json(SortedMap<String, String> texts) {
        String kind = texts.getOrDefault("object_kind", texts.getOrDefault("event_name", "push"));
        if (!kind.equals("push") && !kind.equals("tag_push")) {
            return new Other(word(kind));
        }
        return texts.containsKey("ref")
                ? new Pushed(List.of(texts.get("ref")))
                : new Unreadable("it names no ref");
    }

    /** What git gives to a {@code post-receive} hook: old commit, new commit, reference. */
    private static PushEvent lines(String text) {
        if (text.isEmpty()) {
            return new Any();
        }
        List<String> references = text.lines().map(String::strip)
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .filter(last -> last.startsWith("refs/")).toList();
        return references.isEmpty()
                ? new Unreadable("it is neither JSON nor what git gives to a post-receive hook")
                : new Pushed(references);
    }
}
