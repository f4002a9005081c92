package orchestrator.cli.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import orchestrator.core.model.Event;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ReasonCode;

/**
 * Something that was changed outside git: a revision that a person made, or a container that
 * somebody stopped or removed.
 *
 * @param who  the person, where one is known
 * @param back true when what git says was put back
 */
record HandChange(Instant at, Optional<String> who, String what, boolean back) {
    private static final int MOST = 20;
    /** The kernel and the engine end a process that somebody else wants ended by these two. */
    private static final Pattern ENDED = Pattern.compile("ended with exit code (137|143)\\b");

    /** Those since the last commit was taken over, oldest first. */
    static List<HandChange> of(GitView git) {
        List<HandChange> changes = new ArrayList<>();
        for (GitState.Drift each : git.state().drift()) {
            changes.add(new HandChange(each.at(), each.who(), each.what(), each.corrected()));
        }
        git.state().applied().ifPresent(applied -> git.around().events().stream()
                .filter(event -> event.project().filter(git.project()::equals).isPresent())
                .filter(event -> !event.at().isBefore(applied.at()))
                .flatMap(event -> of(event).stream()).forEach(changes::add));
        changes.sort(Comparator.comparing(HandChange::at));
        return changes.subList(Math.max(0, changes.size() - MOST), changes.size());
    }

    /** The agents put containers back whatever the connection says. */
    private static Optional<HandChange> of(Event event) {
        String text = event.reason().text();
        return switch (event.reason().code()) {
            case ReasonCode.REMOVED_BY_HAND -> Optional.of(new HandChange(event.at(),
                    Optional.empty(), event.subject() + " " + text, true));
            case ReasonCode.EXITED -> ENDED.matcher(text).find()
                    ? Optional.of(new HandChange(event.at(), Optional.empty(),
                            event.subject() + " " + text + ", perhaps by hand", true))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** {@code bob: lamp 5 -> 3; put back}; an event says itself how it goes on. */
    String text() {
        return who.map(name -> name + ": " + what + (back ? "; put back" : "; left as it is"))
                .orElse(what);
    }

    Json json() {
        return Json.object().with("at", at).with("who", who).with("what", what)
                .with("corrected", back);
    }
}
