package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.HistoryScreen.Past;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;

/** {@code orch history 9}: one revision in full. */
public final class RevisionScreen {
    private static final int MOST_OUTPUT = 50;

    private RevisionScreen() {}

    /** Who changed what, and what became of it. */
    public static List<Line> of(Past past, Revision revision, Look look) {
        List<Line> lines = new ArrayList<>(Banner.of(past.view(), look));
        lines.add(Line.of(revision.project() + "  revision " + revision.number() + "  "
                + past.standing(revision).word())
                .toned(Tone.STRONG, 0, revision.project().value().length()));
        add(lines, "change", revision.change(), look);
        add(lines, "when", Words.when(revision.when(), past.view().takenAt(), look.zone())
                + ", by " + revision.who() + " from " + revision.from(), look);
        add(lines, "file", revision.deletes() ? "none: it removed the project" : revision.file(),
                look);
        past.record().result(revision.number())
                .ifPresent(result -> addResult(lines, past, result, look));
        return lines;
    }

    private static void addResult(List<Line> lines, Past past, RolloutRecord.Result result,
            Look look) {
        String at = Words.when(result.since(), past.view().takenAt(), look.zone());
        add(lines, "result", switch (result.outcome()) {
            case UNDER_WAY -> "under way since " + at;
            case DONE -> "all ran as asked at " + at;
            case OVERTAKEN -> "another revision took its place at " + at;
            case FAILED -> "failed at " + at;
        }, look);
        result.failure().ifPresent(failure -> {
            lines.addAll(RevisionFailure.of(failure, MOST_OUTPUT, look));
            String after = Optional.of(RevisionFailure.untouched(failure))
                    .filter(text -> !text.isEmpty()).map(text -> " " + text).orElse("");
            lines.addAll(Wrap.paragraph(aftermath(failure) + after, look.width()));
        });
    }

    private static String aftermath(Failure failure) {
        return failure.rolledBackTo()
                .map(good -> "Rolled back to what revision " + good + " says.")
                .orElse("Not rolled back.");
    }

    private static void add(List<Line> lines, String key, String text, Look look) {
        lines.addAll(RevisionFailure.row(key, text, look));
    }

    /** {@code orch history 9 -o json}: with the file as it was. */
    public static Json json(Past past, Revision revision) {
        Json json = Json.document("orch.revision/1").with("project", revision.project());
        return common(json, past, revision).with("file", revision.file())
                .with("text", revision.text())
                .with("files", revision.files().entrySet().stream()
                        .map(each -> Json.object().with("path", each.getKey())
                                .with("text", each.getValue()))
                        .toList())
                .with("restarts", revision.restarts().entrySet().stream()
                        .map(each -> Json.object().with("address", each.getKey())
                                .with("revision", each.getValue()))
                        .toList());
    }

    /** The same in a list of several. */
    static Json row(Past past, Revision revision) {
        return common(Json.object(), past, revision);
    }

    private static Json common(Json json, Past past, Revision revision) {
        Optional<RolloutRecord.Result> result = past.record().result(revision.number());
        return json.with("revision", revision.number()).with("when", revision.when())
                .with("who", revision.who()).with("from", revision.from())
                .with("change", revision.change()).with("deletes", revision.deletes())
                .with("result", past.standing(revision).word())
                .with("failure", result.flatMap(each -> each.failure()
                        .map(failure -> RevisionFailure.json(each, failure))));
    }
}
