package orchestrator.core.git;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.git.Standing.Said;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitSource.OnDrift;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Applied;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.core.state.DesiredProject;

/** A connection on paper: commits, revisions and records, all said by hand. */
final class GitStory {
    static final ProjectName WEB = new ProjectName("web");
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    GitSource source = new GitSource(WEB, "s1", "https://git.test/web.git", "main", "web.yml",
            GitSource.USUAL_INTERVAL, GitSource.Access.OPEN, "", OnDrift.CORRECT,
            GitSource.Report.NOWHERE, Optional.empty(), "alice", NOON, Optional.empty());
    GitState state = GitState.none(source);
    Optional<GitOrder> order = Optional.empty();
    Optional<Look> look = Optional.empty();
    Optional<Result> result = Optional.empty();
    Instant now = NOON;
    private final List<Revision> revisions = new ArrayList<>();
    private Optional<Integer> fallback = Optional.empty();

    static CommitMark mark(int number) {
        return new CommitMark(new CommitId(String.format("%040d", number).replaceFirst("^0",
                "a")), "carol", "change " + number, NOON);
    }

    static CommitId id(int number) {
        return mark(number).id();
    }

    static String text(int count, String image) {
        return """
                project: web
                services:
                  web:
                    image: %s
                run:
                  web: %d
                """.formatted(image, count);
    }

    static DesiredProject project(String text) {
        return DeclarationReader.read("web.yml", text, new TreeMap<>(), 0).project()
                .orElseThrow();
    }

    /** The next revision, by whom and what for. */
    GitStory revision(String who, String from, String change, String text) {
        revisions.add(new Revision(WEB, revisions.size() + 1, who, NOON, from, change, "web.yml",
                text, new TreeMap<>(), text.isEmpty()));
        return this;
    }

    GitStory byHand(String text) {
        return revision("bob", "laptop", "a change", text);
    }

    /** That commit became the newest revision. */
    GitStory applied(int commit, String text) {
        revision("carol", "git " + id(commit).brief(), "change " + commit, text);
        state = new GitState(WEB, "s1", Optional.of(new GitState.Seen(mark(commit), NOON, "poll")),
                Optional.of(new Applied(mark(commit), revisions.size(), NOON)), Optional.empty(),
                List.of(), Optional.empty(), 0);
        head(commit, text);
        return this;
    }

    GitStory head(int commit, String text) {
        return head(commit, false, Optional.empty(), new Look.Good("web.yml", text,
                new TreeMap<>(), project(text)));
    }

    GitStory head(int commit, boolean forced, Optional<String> distrust, Look.Content content) {
        return found(new Look.Head(mark(commit), state.applied().map(is -> is.commit().id()),
                forced, distrust, content));
    }

    GitStory found(Look.Finding finding) {
        look = Optional.of(new Look(finding, "poll", order.map(GitOrder::number).orElse(0)));
        return this;
    }

    GitStory confirmed(int commit) {
        order = Optional.of(new GitOrder(WEB, "s1", 1, "alice", NOON,
                Optional.of(new GitOrder.Confirmed(id(commit), "alice", NOON))));
        look = look.map(seen -> new Look(seen.finding(), "alice", 1));
        return this;
    }

    GitStory paused() {
        source = source.with(Optional.of(new GitSource.Pause("alice", NOON)));
        return this;
    }

    GitStory reports() {
        source = new GitSource(WEB, "s1", source.url(), "main", "web.yml", source.interval(),
                source.access(), "", OnDrift.REPORT, source.report(), Optional.empty(), "alice",
                NOON, Optional.empty());
        return this;
    }

    /** What was applied has failed, and the leader went back to an earlier revision. */
    GitStory failed(Optional<Integer> backTo) {
        fallback = backTo;
        result = Optional.of(new Result(state.applied().orElseThrow().revision(), Outcome.FAILED,
                NOON, Optional.<Failure>empty()));
        backTo.ifPresent(number -> revision("(auto)", "rollback", "same as " + number,
                revisions.get(number - 1).text()));
        return this;
    }

    GitScene scene() {
        Optional<Integer> applied = state.applied().map(Applied::revision);
        Standing standing = new Standing(
                revisions.isEmpty() ? Optional.empty() : said(revisions.size()),
                applied.flatMap(this::said),
                applied.map(number -> revisions.subList(number, revisions.size()))
                        .orElse(List.of()),
                result, fallback.flatMap(this::said), List.of());
        return new GitScene(source, state, order, look, standing, now);
    }

    private Optional<Said> said(int number) {
        Revision revision = revisions.get(number - 1);
        return Optional.of(new Said(revision, revision.deletes()
                ? new DesiredProject(WEB, number, List.of(), List.of(), List.of())
                : project(revision.text())));
    }

    GitStep decide() {
        return GitJudge.decide(scene());
    }

    /** The next state when a step only notes something, and takes it over. */
    GitState noted() {
        GitStep step = decide();
        if (step instanceof GitStep.Note(GitState next, boolean _)) {
            state = next;
            return next;
        }
        throw new AssertionError("not a note but " + step);
    }

    GitStep.Apply applying() {
        GitStep step = decide();
        if (step instanceof GitStep.Apply apply) {
            return apply;
        }
        throw new AssertionError("nothing is applied but " + step);
    }
}
